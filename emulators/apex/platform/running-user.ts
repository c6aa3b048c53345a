import type { Row } from '../../salesforce/database/database.ts';
import type { Engine } from '../engine.ts';

/** The running user's row. */
export const runningUser = (engine: Engine): Row => engine.userRow(engine.context().userId);

/** The running user's zone, `America/Los_Angeles`. */
export const userZone = (engine: Engine): string => String(runningUser(engine)['TimeZoneSidKey'] ?? 'GMT');
