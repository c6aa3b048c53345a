import { z } from 'zod';
import { GatewayError, toGatewayError } from '../errors.ts';
import type { RecordFiles } from '../media/record-files.ts';
import type { SalesforceClient } from './client.ts';
import type { fileUpload } from './file-upload.ts';
import { soql } from './soql.ts';

export interface RecordFilesDeps {
  readonly client: Pick<SalesforceClient, 'query' | 'create' | 'remove'>;
  readonly upload: ReturnType<typeof fileUpload>;
}

const versionSchema = z.object({ ContentDocumentId: z.string() });
const taskSchema = z.object({ Id: z.string() });

/** What Salesforce says of a record that is deleted, merged away, or not ours to see. */
const NO_RECORD: ReadonlySet<string> = new Set([
  'INVALID_CROSS_REFERENCE_KEY',
  'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
  'ENTITY_IS_DELETED',
  'CANNOT_UPDATE_CONVERTED_LEAD',
]);
/** Refusals that somebody mends without touching the file: room, rights, the package. Whatever else the org refuses is about this file. */
const MENDED_ELSEWHERE: ReadonlySet<string> = new Set([
  'STORAGE_LIMIT_EXCEEDED',
  'INSUFFICIENT_ACCESS',
  'INSUFFICIENT_ACCESS_OR_READONLY',
  'INVALID_FIELD',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_TYPE',
  'NOT_FOUND',
  'API_DISABLED_FOR_ORG',
  'API_CURRENTLY_DISABLED',
]);
const GONE: ReadonlySet<string> = new Set(['ENTITY_IS_DELETED', 'NOT_FOUND']);

/**
 * Files of messages as Salesforce Files. They are found by `Frontline_Key__c`, which the package adds; it is not unique, because a new version
 * that a person uploads keeps it.
 */
export function recordFiles({ client, upload }: RecordFilesDeps): RecordFiles {
  const find = async (key: string) => {
    const query = soql`SELECT ContentDocumentId FROM ContentVersion WHERE Frontline_Key__c = ${key} ORDER BY CreatedDate LIMIT ${1}`;
    return (await client.query(query, versionSchema))[0]?.ContentDocumentId;
  };
  return {
    find,
    add: async ({ key, title, path, recordId, ...content }) => {
      const place = recordId === undefined ? {} : { FirstPublishLocationId: recordId };
      try {
        await upload({ ...content, path, fields: { Title: title, PathOnClient: path, Frontline_Key__c: key, ...place } });
      } catch (thrown) {
        const error = toGatewayError(thrown);
        if (recordId !== undefined && NO_RECORD.has(error.upstreamCode ?? '')) return undefined;
        throw aboutTheFile(error);
      }
      return (await find(key)) ?? unseen();
    },
    taskOf: async (messageSid) => (await client.query(soql`SELECT Id FROM Task WHERE Frontline_Key__c = ${messageSid}`, taskSchema))[0]?.Id,
    link: async (fileId, recordId) => {
      const fields = { ContentDocumentId: fileId, LinkedEntityId: recordId, ShareType: 'V' };
      await client.create({ object: 'ContentDocumentLink', fields }).catch((thrown: unknown) => {
        const error = toGatewayError(thrown);
        if (error.upstreamCode !== 'DUPLICATE_VALUE') throw aboutTheFile(error);
      });
    },
    remove: async (fileId) => {
      await client.remove({ object: 'ContentDocument', id: fileId }).catch((thrown: unknown) => {
        if (!GONE.has(toGatewayError(thrown).upstreamCode ?? '')) throw thrown;
      });
    },
  };
}

/** As exceptions are spelled; those of a log-in are in lower case, and an answer without a code has its status. */
const EXCEPTION = /^(?!ERROR_HTTP_)[A-Z][A-Z_]+$/;

/** A refusal that stays one however often the file comes is about the file, and the file is large: it is not sent again and again. */
function aboutTheFile(error: GatewayError): GatewayError {
  const { code, upstreamCode = '' } = error;
  if (code !== 'upstream_refused' || !EXCEPTION.test(upstreamCode) || MENDED_ELSEWHERE.has(upstreamCode)) return error;
  return new GatewayError('upstream_rejected', error.message, { cause: error, upstreamCode });
}

function unseen(): never {
  throw new GatewayError('upstream_not_ready', 'Salesforce has taken a file and does not show it yet');
}
