import type {
  AccessLevelContext,
  DeleteStatementContext,
  ExpressionContext,
  InsertStatementContext,
  MergeStatementContext,
  RunAsStatementContext,
  UndeleteStatementContext,
  UpdateStatementContext,
  UpsertStatementContext,
} from '@apexdevtools/apex-parser';
import { optional } from '../../salesforce/soql/optional.ts';
import type { DmlOperation, DmlOptions } from '../database/apex-database.ts';
import { nullPointer } from '../values/apex-error.ts';
import { ApexList } from '../values/list.ts';
import { SObjectField } from '../values/schema-token.ts';
import { SObject } from '../values/sobject.ts';
import type { Value } from '../values/value.ts';
import { compileBlock } from './blocks.ts';
import type { Body } from './body.ts';
import { Completion, type Step } from './step.ts';

type Dml = { expression(): ExpressionContext; accessLevel(): AccessLevelContext };

/** One record or a list of them. */
export const recordsOf = (value: Value): SObject[] => {
  if (value instanceof SObject) return [value];
  if (!(value instanceof ApexList) || value.items.includes(null)) throw nullPointer();
  return value.items as SObject[];
};

/** `as user` or `as system`; a DML statement is in system mode unless it says so, and always all or nothing. */
const optionsOf = (level: AccessLevelContext | null | undefined): DmlOptions => ({
  allOrNone: true,
  access: level && optional(level.USER()) ? 'user' : 'system',
});

const compileDml =
  (operation: DmlOperation) =>
  (body: Body, tree: Dml): Step => {
    const { run } = body.expression(tree.expression());
    const options = optionsOf(optional(tree.accessLevel()));
    const { database } = body.engine;
    return (frame) => {
      database.write(operation, recordsOf(run(frame)), options);
      return Completion.normal;
    };
  };

export const compileInsert: (body: Body, tree: InsertStatementContext) => Step = compileDml('insert');
export const compileUpdate: (body: Body, tree: UpdateStatementContext) => Step = compileDml('update');
export const compileDelete: (body: Body, tree: DeleteStatementContext) => Step = compileDml('delete');
export const compileUndelete: (body: Body, tree: UndeleteStatementContext) => Step = compileDml('undelete');

const externalId = (body: Body, tree: UpsertStatementContext, type: { object: SObject['object'] | undefined }) => {
  const name = optional(tree.qualifiedName());
  if (!name) return undefined;
  const field = type.object?.fields.get(name.getText().split('.').at(-1)?.toLowerCase() ?? '');
  if (!field || !type.object) throw body.fault(tree, `Field does not exist: ${name.getText()}`);
  return SObjectField.of(type.object, field).field;
};

export const compileUpsert = (body: Body, tree: UpsertStatementContext): Step => {
  const { run, type } = body.expression(tree.expression());
  const field = externalId(body, tree, type.args[0] ?? type);
  const options = optionsOf(optional(tree.accessLevel()));
  return (frame) => {
    body.engine.database.upsert(recordsOf(run(frame)), field, options);
    return Completion.normal;
  };
};

export const compileMerge = (body: Body, tree: MergeStatementContext): Step => {
  const [master, duplicates] = tree.expression_list().map((each) => body.expression(each).run);
  if (!master || !duplicates) throw body.fault(tree, 'a merge needs a record and its duplicates');
  const options = optionsOf(optional(tree.accessLevel()));
  return (frame) => {
    const [kept] = recordsOf(master(frame));
    if (!kept) throw nullPointer();
    const others = duplicates(frame);
    const ids = others instanceof SObject || others instanceof ApexList ? recordsOf(others) : [];
    body.engine.database.merge(kept, ids, options);
    return Completion.normal;
  };
};

/**
 * `System.runAs(user) { ... }`: another user, and mixed DML starts anew; it counts as a DML statement (Apex Developer Guide, "Using the
 * runAs Method").
 */
export const compileRunAs = (body: Body, tree: RunAsStatementContext): Step => {
  const [user] = tree
    .expressionList()
    .expression_list()
    .map((each) => body.expression(each).run);
  if (!user) throw body.fault(tree, 'runAs needs a user');
  const block = compileBlock(body, tree.block());
  return (frame) => {
    const record = user(frame);
    if (!(record instanceof SObject) || record.id === null) throw nullPointer();
    const context = body.engine.context();
    context.limits.count('dmlStatements');
    const before = { userId: context.userId, dmlKinds: context.dmlKinds };
    Object.assign(context, { userId: record.id, dmlKinds: new Set() });
    try {
      return block(frame);
    } finally {
      Object.assign(context, before);
    }
  };
};
