import type { Engine } from '../engine.ts';
import type { PlatformType } from '../types/platform-type.ts';
import { pageTypes } from './apex-pages/page-types.ts';
import { asyncTypes } from './async/async-types.ts';
import { iterationTypes, listType } from './collections/list-type.ts';
import { mapType } from './collections/map-type.ts';
import { setType } from './collections/set-type.ts';
import { databaseTypes } from './database/database-type.ts';
import { dmlResultTypes } from './database/dml-result-types.ts';
import { leadConversionTypes } from './database/lead-conversion-types.ts';
import { queryTypes } from './database/query-types.ts';
import { eventBusTypes } from './event-bus/event-bus-types.ts';
import { httpTypes } from './http/http-types.ts';
import { jsonType } from './json/json-type.ts';
import { restTypes } from './rest/rest-types.ts';
import { describeTypes } from './schema/describe-types.ts';
import { assertType } from './system/assert-types.ts';
import { cryptoType } from './system/crypto-type.ts';
import { enumTypes } from './system/enum-types.ts';
import { exceptionTypes } from './system/exception-types.ts';
import { limitsType } from './system/limits-type.ts';
import { objectTypes } from './system/object-types.ts';
import { orgNames } from './system/org-names.ts';
import { patternTypes } from './system/pattern-types.ts';
import { statusCodeType } from './system/status-codes.ts';
import { systemType } from './system/system-type.ts';
import { triggerType } from './system/trigger-type.ts';
import { typeTypes } from './system/type-types.ts';
import { userTypes } from './system/user-types.ts';
import { testTypes } from './test/test-types.ts';
import { blobTypes } from './values/blob-types.ts';
import { dateType } from './values/date-types.ts';
import { datetimeTypes } from './values/datetime-types.ts';
import { mathType } from './values/math-type.ts';
import { numberTypes } from './values/number-types.ts';
import { textTypes } from './values/text-types.ts';

/** Types that need nothing of a running org. */
const PURE: readonly PlatformType[] = [
  ...[listType, setType, mapType, assertType, statusCodeType],
  ...[...numberTypes, ...blobTypes, ...iterationTypes, ...enumTypes, ...patternTypes, ...queryTypes, ...leadConversionTypes],
];

const SINGLE = [cryptoType, dateType, jsonType, limitsType, mathType, systemType, triggerType];

const SEVERAL = [
  ...[asyncTypes, databaseTypes, datetimeTypes, describeTypes, dmlResultTypes, eventBusTypes, exceptionTypes, httpTypes, objectTypes],
  ...[orgNames, pageTypes, restTypes, testTypes, textTypes, typeTypes, userTypes],
];

/** Everything that the platform brings. A class that is not here fails where it is named, when a project is loaded. */
export const platformTypes = (engine: Engine): PlatformType[] => [
  ...PURE,
  ...SINGLE.map((make) => make(engine)),
  ...SEVERAL.flatMap((make) => make(engine)),
];
