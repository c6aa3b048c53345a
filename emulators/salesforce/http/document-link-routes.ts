import type { Org } from '../org.ts';
import type { Route } from './api-request.ts';
import { bodyFields } from './body-fields.ts';
import { saveErrorResponse } from './error-response.ts';
import { saveRecord } from './save-records.ts';

/** Links of files to records: one of each, as the platform has it (DUPLICATE_VALUE, as public reports word it). */
export const documentLinkRoutes = (org: Org): Route[] => [
  {
    method: 'POST',
    pattern: '/sobjects/ContentDocumentLink',
    handle: ({ body, userId }) => {
      const fields = bodyFields(body);
      const result = saveRecord(org, { operation: 'insert', userId }, { objectName: 'ContentDocumentLink', fields });
      if (!result.success) return saveErrorResponse(result.errors);
      const link = org.database.get('ContentDocumentLink', String(result.id)) ?? {};
      const same = org.database
        .findBy('ContentDocumentLink', 'ContentDocumentId', [link['ContentDocumentId'] ?? null])
        .filter((row) => row['LinkedEntityId'] === link['LinkedEntityId'] && row['IsDeleted'] !== true);
      if (same.length === 1) return { status: 201, body: { id: result.id, success: true, errors: [] } };
      org.database.delete('ContentDocumentLink', String(result.id));
      const message = `Document with ID: ${String(link['ContentDocumentId'])} is already linked with the entity with ID: ${String(link['LinkedEntityId'])}`;
      return saveErrorResponse([{ statusCode: 'DUPLICATE_VALUE', message, fields: ['LinkedEntityId'] }]);
    },
  },
];
