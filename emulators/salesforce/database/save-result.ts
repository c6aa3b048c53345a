import type { ObjectType } from '../schema/schema.ts';
import type { SaveError, SaveResult } from './database.ts';

/** The two outcomes of a write, and the refusal of writes that an object does not know at all. */
export const saveResult = {
  saved: (id: string): SaveResult => ({ id, success: true, errors: [] }),
  refused: (errors: readonly SaveError[]): SaveResult => ({ id: null, success: false, errors }),
  notSupported: (object: ObjectType, action: string): SaveResult => ({
    id: null,
    success: false,
    errors: [{ statusCode: 'INVALID_TYPE_FOR_OPERATION', message: `entity type ${object.name} does not support ${action}`, fields: [] }],
  }),
};
