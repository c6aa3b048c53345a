import type { SaveError } from '../database/database.ts';
import { PlatformError } from '../platform-error.ts';
import type { ApiResponse } from './api-request.ts';

/** Statuses of errors that are not plain 400 (REST API Developer Guide, "Status Codes and Error Responses"). */
const statuses: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  ENTITY_IS_DELETED: 404,
  METHOD_NOT_ALLOWED: 405,
  UNABLE_TO_LOCK_ROW: 400,
};

/** The answer of the REST API to an error it knows. */
export const errorResponse = (error: PlatformError): ApiResponse => ({
  status: error.status,
  body: [{ message: error.message, errorCode: error.errorCode, ...(error.fields ? { fields: error.fields } : {}) }],
});

/** The answer to a write of one record that was refused. */
export const saveErrorResponse = (errors: readonly SaveError[]): ApiResponse => ({
  status: statuses[errors[0]?.statusCode ?? ''] ?? 400,
  body: errors.map(({ message, statusCode, fields, duplicates }) =>
    duplicates
      ? { duplicateResut: duplicateResult(message, duplicates), errorCode: statusCode, message }
      : { message, errorCode: statusCode, fields },
  ),
});

/** What comes with DUPLICATES_DETECTED: the platform's name for it lacks an "l", and the list of fields is left out. */
const duplicateResult = (errorMessage: string, ids: readonly string[]) => ({
  allowSave: false,
  errorMessage,
  matchResults: [
    { errors: [], matchRecords: ids.map((Id) => ({ additionalInformation: [], fieldDiffs: [], record: { Id } })), success: true },
  ],
});

/** The platform's answer to any path that it does not have. */
export const notFound = (): PlatformError =>
  new PlatformError({ status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' });
