import type { WriteSteps } from './write-steps.ts';

/** Dates are `YYYY-MM-DD`, date-times `YYYY-MM-DDTHH:mm:ss.SSS+0000`, ids have 18 characters; an empty text is null. */
export type FieldValue = string | number | boolean | null;

/** A stored record under the canonical names of its fields; never changed in place. A missing key means null. */
export type Row = Readonly<Record<string, FieldValue>>;

/** Fields as a caller sends them: any case, any type; the database checks. */
export type Fields = Readonly<Record<string, unknown>>;

export type SaveError = {
  readonly statusCode: string;
  readonly message: string;
  readonly fields: readonly string[];
  /** Ids of the records that a duplicate rule takes for the same. */
  readonly duplicates?: readonly string[];
};

export type SaveResult = {
  readonly id: string | null;
  readonly success: boolean;
  readonly errors: readonly SaveError[];
  /** Set by upsert alone. */
  readonly created?: boolean;
};

/** Who writes: CreatedById, LastModifiedById and the default OwnerId. Left out: the Automated Process user. */
export type WriteContext = { readonly userId: string };

export type RowChange = { readonly objectName: string; readonly before: Row | undefined; readonly after: Row };

/** The org's records. Writes never throw for bad data: the SaveResult says what the platform would say. An unknown object throws INVALID_TYPE. */
export type Database = {
  insert(objectName: string, fields: Fields, context?: WriteContext): SaveResult;
  /** `fields.Id` (15 or 18 characters) names the record. */
  update(objectName: string, fields: Fields, context?: WriteContext): SaveResult;
  /** `fields` holds the external id's value too. More than one match is DUPLICATE_EXTERNAL_ID. */
  upsert(objectName: string, externalIdField: string, fields: Fields, context?: WriteContext): SaveResult;
  delete(objectName: string, id: string, context?: WriteContext): SaveResult;
  /** What the platform itself writes: read-only fields too, unchecked but for their names. Inserts, or replaces the named fields of `fields.Id`. */
  store(objectName: string, fields: Readonly<Record<string, FieldValue>>): string;
  /** A live record; undefined when it is unknown or deleted. */
  get(objectName: string, id: string): Row | undefined;
  /** Every live record of an object, oldest first. */
  rows(objectName: string): readonly Row[];
  /** Deleted ones as well. */
  allRows(objectName: string): readonly Row[];
  /** Live and deleted records whose field equals one of the values, by index; text without regard to case. */
  findBy(objectName: string, fieldName: string, values: readonly FieldValue[]): readonly Row[];
  /** Runs `work`; undoes every write it made when it answers false or throws. */
  transaction(work: () => boolean): boolean;
  /** A point of the running transaction to which `rollbackTo` goes back. */
  savepoint(): number;
  rollbackTo(savepoint: number): void;
  /** Calls back if the running transaction goes back behind this point. */
  onUndo(undo: () => void): void;
  /** Calls back once the running transaction is kept, unless it went back behind this point. */
  onCommit(work: () => void): void;
  /** The parts of a write, for whoever runs triggers between them. */
  readonly steps: WriteSteps;
  /** Calls back after each stored change; returns how to stop. A rolled-back change is reported back too. */
  onChange(listener: (change: RowChange) => void): () => void;
};
