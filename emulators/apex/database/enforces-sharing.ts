import type { ExecutionContext } from '../execution-context.ts';
import type { AccessMode } from './apex-database.ts';

/** User mode always obeys sharing; system mode where the class that is running says `with sharing` (Apex Developer Guide, "Set an Access Mode for Database Operations"). */
export const enforcesSharing = (context: ExecutionContext, access: AccessMode): boolean =>
  access === 'user' || context.stack.at(-1)?.sharing === true;
