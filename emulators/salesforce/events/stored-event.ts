import type { Row } from '../database/database.ts';

/** An event that the bus keeps: once stored it has a place in the order, whoever reads it. */
export type StoredEvent = {
  readonly position: number;
  readonly eventUuid: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly createdById: string;
  /** Custom fields that hold a value; date-times as the database writes them. */
  readonly fields: Row;
};
