import type { Engine } from '../engine.ts';
import type { PlatformType } from '../types/platform-type.ts';
import { iterationTypes, listType } from './collections/list-type.ts';
import { mapType } from './collections/map-type.ts';
import { setType } from './collections/set-type.ts';
import { assertType } from './system/assert-types.ts';
import { enumTypes } from './system/enum-types.ts';
import { exceptionTypes } from './system/exception-types.ts';
import { objectTypes } from './system/object-types.ts';
import { statusCodeType } from './system/status-codes.ts';
import { blobTypes } from './values/blob-types.ts';
import { dateType } from './values/date-types.ts';
import { datetimeTypes } from './values/datetime-types.ts';
import { mathType } from './values/math-type.ts';
import { numberTypes } from './values/number-types.ts';
import { textTypes } from './values/text-types.ts';

/** Everything that the platform brings. A class that is not here fails where it is named, when a project is loaded. */
export const platformTypes = (engine: Engine): PlatformType[] => [
  ...objectTypes(engine),
  ...textTypes(engine),
  ...numberTypes,
  ...blobTypes,
  ...[dateType(engine), mathType(engine), listType, setType, mapType, assertType, statusCodeType],
  ...datetimeTypes(engine),
  ...iterationTypes,
  ...enumTypes,
  ...exceptionTypes(engine),
];
