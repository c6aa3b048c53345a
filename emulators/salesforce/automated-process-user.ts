import { recordId } from './schema/record-id.ts';

/** The user as which event triggers run and who writes where nobody else is named (Platform Events Developer Guide, "Automated Process"). */
export const automatedProcessUserId = recordId.make('005', 1);
