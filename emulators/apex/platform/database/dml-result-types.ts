import { z } from 'zod';
import type { DmlError, DmlResult } from '../../database/apex-database.ts';
import type { Engine } from '../../engine.ts';
import type { PlatformType } from '../../types/platform-type.ts';
import { statusCode } from '../system/status-codes.ts';

/** One refused or accepted record, as the result classes show it. */
export class Outcome {
  readonly kind: string;
  readonly result: DmlResult;

  constructor(kind: string, result: DmlResult) {
    this.kind = kind;
    this.result = result;
  }
}

class OutcomeError {
  readonly error: DmlError;

  constructor(error: DmlError) {
    this.error = error;
  }
}

const errorForm = z.object({ message: z.string(), statusCode: z.string(), fields: z.array(z.string()).default([]) });
const form = z.object({
  success: z.boolean(),
  created: z.boolean().optional(),
  id: z.string().nullable().default(null),
  errors: z.array(errorForm).default([]),
});

/** Results have no constructor; code makes them from JSON for its tests. */
const fromJson = (kind: string) => (document: unknown) => {
  const { created, ...rest } = form.parse(document);
  return new Outcome(kind, created === undefined ? rest : { ...rest, created });
};

const resultType = (kind: string, more: PlatformType['methods'] = {}): PlatformType => ({
  name: `Database.${kind}`,
  is: (value) => value instanceof Outcome && value.kind === kind,
  fromJson: fromJson(kind),
  methods: {
    'List<Database.Error> getErrors()': (self: Outcome) => self.result.errors.map((error) => new OutcomeError(error)),
    'Id getId()': (self: Outcome) => self.result.id,
    'Boolean isSuccess()': (self: Outcome) => self.result.success,
    ...more,
  },
});

/** Database.SaveResult and its kin, and Database.Error. */
export const dmlResultTypes = (engine: Engine): PlatformType[] => [
  resultType('SaveResult'),
  resultType('UpsertResult', { 'Boolean isCreated()': (self: Outcome) => self.result.created === true }),
  resultType('DeleteResult'),
  resultType('UndeleteResult'),
  resultType('MergeResult'),
  resultType('EmptyRecycleBinResult'),
  {
    name: 'Database.Error',
    is: (value) => value instanceof OutcomeError,
    methods: {
      'List<String> getFields()': (self: OutcomeError) => [...self.error.fields],
      'String getMessage()': (self: OutcomeError) => self.error.message,
      'StatusCode getStatusCode()': (self: OutcomeError) => statusCode(engine, self.error.statusCode),
    },
  },
];
