import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import type { EnumValue } from '../../values/enum-value.ts';

/** SOAP API Developer Guide, "StatusCode": those that records are refused with here, and those that code of packages names. */
const NAMES = [
  ...['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'CIRCULAR_DEPENDENCY', 'CONVERTED_STATUS_NOT_CONVERTED', 'CANNOT_UPDATE_CONVERTED_LEAD'],
  ...['CANNOT_CONVERT_CONVERTED_LEAD', 'CANNOT_EXECUTE_FLOW_TRIGGER', 'DELETE_FAILED', 'DUPLICATE_EXTERNAL_ID', 'DUPLICATE_USERNAME'],
  ...['DUPLICATE_VALUE', 'DUPLICATES_DETECTED', 'ENTITY_IS_DELETED', 'ENTITY_IS_LOCKED', 'FIELD_CUSTOM_VALIDATION_EXCEPTION'],
  ...['FIELD_FILTER_VALIDATION_EXCEPTION', 'FIELD_INTEGRITY_EXCEPTION', 'INACTIVE_OWNER_OR_USER', 'INSUFFICIENT_ACCESS_OR_READONLY'],
  ...['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'INVALID_CROSS_REFERENCE_KEY', 'INVALID_EMAIL_ADDRESS', 'INVALID_FIELD'],
  ...['INVALID_FIELD_FOR_INSERT_UPDATE', 'INVALID_ID_FIELD', 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'INVALID_STATUS', 'INVALID_TYPE'],
  ...['INVALID_TYPE_FOR_OPERATION', 'LIMIT_EXCEEDED', 'MALFORMED_ID', 'MISSING_ARGUMENT', 'MIXED_DML_OPERATION'],
  ...['NUMBER_OUTSIDE_VALID_RANGE', 'OPERATION_TOO_LARGE', 'PLATFORM_EVENT_PUBLISHING_UNAVAILABLE', 'PLATFORM_EVENT_PUBLISH_FAILED'],
  ...[
    'REQUIRED_FIELD_MISSING',
    'STORAGE_LIMIT_EXCEEDED',
    'STRING_TOO_LONG',
    'TOO_MANY_SOBJECTS',
    'TRANSFER_REQUIRES_READ',
    'UNABLE_TO_LOCK_ROW',
  ],
  ...[
    'UNDELETE_FAILED',
    'UNKNOWN_EXCEPTION',
    'VALUE_REQUIRED',
    'NOT_FOUND',
    'INVALID_QUERY_FILTER_OPERATOR',
    'INVALID_ARGUMENT_TYPE',
    'SELF_REFERENCE_FROM_TRIGGER',
  ],
];

export const statusCodeType: PlatformType = { name: 'StatusCode', constants: NAMES };

/** The constant of that name; a plain error for one that this engine does not list. */
export const statusCode = (engine: Engine, name: string): EnumValue => {
  const member = engine.types.get('StatusCode').member(name.toLowerCase());
  if (!member) throw new Error(`the status code ${name} is not listed in status-codes.ts`);
  return member.read(null) as EnumValue;
};
