import type { Org } from '../org.ts';
import { recordId } from '../schema/record-id.ts';
import type { Route } from './api-request.ts';
import { bodyFields } from './body-fields.ts';
import { saveErrorResponse } from './error-response.ts';
import { saveRecord } from './save-records.ts';

const idIn = (value: unknown) => (typeof value === 'string' ? recordId.parse(value) : undefined);

/** Links of files to records: one of each, as the platform has it (DUPLICATE_VALUE, as public reports word it). */
export const documentLinkRoutes = (org: Org): Route[] => [
  {
    method: 'POST',
    pattern: '/sobjects/ContentDocumentLink',
    handle: ({ body, userId }) => {
      const fields = bodyFields(body);
      const [document, entity] = ['ContentDocumentId', 'LinkedEntityId'].map((name) => idIn(fields[name]));
      const known = org.database.findBy('ContentDocumentLink', 'ContentDocumentId', [document ?? '']);
      if (known.some((row) => row['LinkedEntityId'] === entity && row['IsDeleted'] !== true)) {
        const message = `Document with ID: ${String(document)} is already linked with the entity with ID: ${String(entity)}`;
        return saveErrorResponse([{ statusCode: 'DUPLICATE_VALUE', message, fields: ['LinkedEntityId'] }]);
      }
      const result = saveRecord(org, { operation: 'insert', userId }, { objectName: 'ContentDocumentLink', fields });
      return result.success ? { status: 201, body: { id: result.id, success: true, errors: [] } } : saveErrorResponse(result.errors);
    },
  },
];
