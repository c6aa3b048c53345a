import type { PlatformType } from '../../types/platform-type.ts';
import { EnumValue } from '../../values/enum-value.ts';

/** Methods that every enum has; `values` and `valueOf` are on the type itself. */
export const enumMethods: NonNullable<PlatformType['methods']> = {
  'String name()': (self: EnumValue) => self.name,
  'Integer ordinal()': (self: EnumValue) => self.ordinal,
  'String toString()': (self: EnumValue) => self.name,
  'Integer hashCode()': (self: EnumValue) => self.ordinal,
  'Boolean equals(Object other)': (self: EnumValue, other: unknown) => self === other,
};

/** Enums of the platform that have no better place. */
export const enumTypes: readonly PlatformType[] = [
  { name: 'Enum', kind: 'platform', is: (value) => value instanceof EnumValue, methods: enumMethods },
  { name: 'LoggingLevel', constants: ['NONE', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'FINE', 'FINER', 'FINEST', 'INTERNAL'] },
  { name: 'AccessLevel', constants: ['USER_MODE', 'SYSTEM_MODE'] },
  {
    name: 'TriggerOperation',
    constants: ['BEFORE_INSERT', 'BEFORE_UPDATE', 'BEFORE_DELETE', 'AFTER_INSERT', 'AFTER_UPDATE', 'AFTER_DELETE', 'AFTER_UNDELETE'],
  },
  { name: 'ParentJobResult', constants: ['SUCCESS', 'UNHANDLED_EXCEPTION'] },
  { name: 'SObjectDescribeOptions', constants: ['DEFAULT', 'DEFERRED', 'FULL'] },
];
