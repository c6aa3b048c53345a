import type { Engine } from '../../engine.ts';
import type { ApexType } from '../../types/apex-type.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { isSubtype } from '../../types/subtype.ts';
import { ApexError, type ErrorRow } from '../../values/apex-error.ts';
import { ExceptionObject } from '../../values/exception-object.ts';
import { toText } from '../../values/to-text.ts';
import type { Value } from '../../values/value.ts';
import { statusCode } from './status-codes.ts';

/** What the platform throws and packages catch or throw themselves (Apex Reference Guide, "Exception Class and Built-In Exceptions"). */
const NAMES = [
  ...['DmlException', 'QueryException', 'NullPointerException', 'ListException', 'MathException', 'TypeException', 'StringException'],
  ...[
    'JSONException',
    'CalloutException',
    'SObjectException',
    'FinalException',
    'LimitException',
    'AssertException',
    'NoSuchElementException',
  ],
  ...[
    'IllegalArgumentException',
    'InvalidParameterValueException',
    'NoAccessException',
    'SecurityException',
    'AsyncException',
    'HandledException',
  ],
  ...[
    'AuraHandledException',
    'VisualforceException',
    'UnexpectedException',
    'NoDataFoundException',
    'SearchException',
    'SerializationException',
  ],
];

const rowAt = (self: ExceptionObject, index: number): ErrorRow => {
  const row = self.rows[index];
  if (!row) throw new ApexError('ListException', `List index out of bounds: ${index}`);
  return row;
};

const traceText = (self: ExceptionObject): string => self.trace.map(({ label, line }) => `${label}: line ${line}, column 1`).join('\n');

const initCause = (self: ExceptionObject, cause: Value): void => {
  self.cause = cause;
};

const setMessage = (self: ExceptionObject, message: string): void => {
  self.message = message;
};

const methods = (engine: Engine): PlatformType['methods'] => ({
  'Exception getCause()': (self: ExceptionObject) => self.cause,
  'List<String> getDmlFieldNames(Integer index)': (self: ExceptionObject, index: number) => [...rowAt(self, index).fields],
  'Id getDmlId(Integer index)': (self: ExceptionObject, index: number) => rowAt(self, index).id,
  'Integer getDmlIndex(Integer index)': (self: ExceptionObject, index: number) => rowAt(self, index).index,
  'String getDmlMessage(Integer index)': (self: ExceptionObject, index: number) => rowAt(self, index).message,
  'String getDmlStatusCode(Integer index)': (self: ExceptionObject, index: number) => rowAt(self, index).statusCode,
  'StatusCode getDmlType(Integer index)': (self: ExceptionObject, index: number) => statusCode(engine, rowAt(self, index).statusCode),
  'Integer getLineNumber()': (self: ExceptionObject) => self.trace[0]?.line ?? 0,
  'String getMessage()': (self: ExceptionObject) => self.message ?? 'Script-thrown exception',
  'Integer getNumDml()': (self: ExceptionObject) => self.rows.length,
  'String getStackTraceString()': traceText,
  'String getTypeName()': (self: ExceptionObject) => self.type.qualifiedName,
  'void initCause(Exception cause)': initCause,
  'void setMessage(String message)': setMessage,
  'String toString()': (self: ExceptionObject) => toText(self),
});

const made = (engine: Engine, name: string, args: readonly Value[]): ExceptionObject => {
  // The message of an AuraHandledException shows in the browser only (Apex Reference Guide, "AuraHandledException").
  const hidden = name === 'AuraHandledException';
  const message = args.find((arg) => typeof arg === 'string') ?? null;
  const exception = engine.makeException(engine.types.get(name), hidden ? null : message);
  exception.shown = message;
  exception.cause = args.find((arg) => arg instanceof ExceptionObject) ?? null;
  return exception;
};

const constructors = (engine: Engine, name: string): PlatformType['constructors'] => ({
  [`${name}()`]: () => made(engine, name, []),
  [`${name}(String? message)`]: (_self: null, message: Value) => made(engine, name, [message]),
  [`${name}(Exception cause)`]: (_self: null, cause: Value) => made(engine, name, [cause]),
  [`${name}(String? message, Exception cause)`]: (_self: null, ...args: Value[]) => made(engine, name, args),
});

const isInstance = (value: Value, type: ApexType): boolean => value instanceof ExceptionObject && isSubtype(value.type, type);

/** Exception and those below it. */
export const exceptionTypes = (engine: Engine): PlatformType[] => [
  { name: 'Exception', is: isInstance, methods: methods(engine) ?? {} },
  ...NAMES.map((name) => ({ name, extends: 'Exception', is: isInstance, constructors: constructors(engine, name) ?? {} })),
  {
    name: 'EventBus.RetryableException',
    extends: 'Exception',
    is: isInstance,
    constructors: constructors(engine, 'EventBus.RetryableException') ?? {},
  },
];
