import type { FieldValue, Row } from './database.ts';
import type { Tables } from './tables.ts';

type Derive = (row: Row, tables: Tables) => Readonly<Record<string, FieldValue>>;

const fullName: Derive = (row) => ({
  Name: [row['FirstName'], row['LastName']].filter((part) => part !== null && part !== undefined).join(' ') || null,
});

const find = (tables: Tables, objectName: string, id: FieldValue | undefined): Row | undefined =>
  typeof id === 'string' ? tables.named(objectName).get(id) : undefined;

/** The account of a Task: that of what it is related to, else that of its contact (Object Reference, "Task", AccountId). */
const taskAccount = (row: Row, tables: Tables): FieldValue => {
  const what = row['WhatId'];
  if (find(tables, 'Account', what)) return what ?? null;
  const related = find(tables, 'Opportunity', what) ?? find(tables, 'Case', what) ?? find(tables, 'Contact', row['WhoId']);
  return related?.['AccountId'] ?? null;
};

const statusOf = (row: Row, tables: Tables) => [...tables.named('TaskStatus').all()].find((status) => status['ApiName'] === row['Status']);

const task: Derive = (row, tables) => {
  const closed = statusOf(row, tables)?.['IsClosed'] === true;
  return {
    AccountId: taskAccount(row, tables),
    IsClosed: closed,
    IsHighPriority: row['Priority'] === 'High',
    IsArchived: row['IsArchived'] ?? false,
    CompletedDateTime: closed ? (row['CompletedDateTime'] ?? row['LastModifiedDate'] ?? null) : null,
  };
};

const byObject: Readonly<Record<string, Derive>> = { Contact: fullName, Lead: fullName, User: fullName, Task: task };

/** Fields that the platform computes from others, worked out whenever a row is written. */
export const deriveFields = (objectName: string, row: Row, tables: Tables): Row => ({ ...row, ...byObject[objectName]?.(row, tables) });

/** The status that a new Task gets: the org's default one. */
export const defaultTaskStatus = (tables: Tables): FieldValue =>
  [...tables.named('TaskStatus').all()].find((status) => status['IsDefault'] === true)?.['ApiName'] ?? null;
