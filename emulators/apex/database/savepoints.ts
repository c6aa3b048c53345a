import type { ExecutionContext } from '../execution-context.ts';
import { ApexError } from '../values/apex-error.ts';
import type { ApexDatabase, Savepoint } from './apex-database.ts';
import type { ApexDatabaseDeps } from './database-deps.ts';

type Point = { readonly mark: number; readonly depth: number; readonly wasClean: boolean; isValid: boolean };

const pointsByContext = () => {
  const byContext = new WeakMap<ExecutionContext, Point[]>();
  return (context: ExecutionContext): Point[] => {
    const points = byContext.get(context) ?? [];
    byContext.set(context, points);
    return points;
  };
};

/**
 * Database.setSavepoint, rollback and releaseSavepoint (Apex Developer Guide, "Transaction Control"): each counts as a DML statement;
 * going back makes later savepoints invalid; a savepoint holds within one trigger invocation. Statics and ids of records stay as they are.
 */
export const savepoints = (deps: ApexDatabaseDeps): Pick<ApexDatabase, 'setSavepoint' | 'rollback' | 'releaseSavepoint'> => {
  const { database } = deps.org;
  const pointsOf = pointsByContext();
  const find = ({ savepoint }: Savepoint): Point => {
    const context = deps.context();
    const point = pointsOf(context)[savepoint];
    if (point?.isValid && point.depth === context.triggers.length) return point;
    throw new ApexError('TypeException', 'Invalid savepoint');
  };
  const dropAfter = ({ savepoint }: Savepoint): void => {
    for (const each of pointsOf(deps.context()).slice(savepoint + 1)) each.isValid = false;
  };
  return {
    setSavepoint: () => {
      const context = deps.context();
      context.limits.count('dmlStatements');
      const points = pointsOf(context);
      const wasClean = !context.hasUncommittedWork;
      points.push({ mark: database.savepoint(), depth: context.triggers.length, wasClean, isValid: true });
      context.hasUncommittedWork = true;
      return { savepoint: points.length - 1 };
    },
    rollback: (savepoint) => {
      const point = find(savepoint);
      deps.context().limits.count('dmlStatements');
      database.rollbackTo(point.mark);
      dropAfter(savepoint);
    },
    // Callouts are allowed again once nothing is left to commit (the same page).
    releaseSavepoint: (savepoint) => {
      const point = find(savepoint);
      point.isValid = false;
      dropAfter(savepoint);
      if (point.wasClean && database.savepoint() === point.mark) deps.context().hasUncommittedWork = false;
    },
  };
};
