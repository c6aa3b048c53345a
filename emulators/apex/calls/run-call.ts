import { runTransaction } from '../run-transaction.ts';
import type { CallResult } from './call-result.ts';
import type { HostDeps } from './host-deps.ts';

/** Runs something as a user's transaction; jobs that it queued follow. Rejects only for faults of the engine. */
export const runCall =
  ({ project, send, jobs }: HostDeps) =>
  async (userId: string, work: () => unknown): Promise<CallResult> => {
    try {
      const { value, context } = await runTransaction({ ...project, send })({ userId }, work);
      jobs.add(context.jobs, userId);
      return { value };
    } catch (error) {
      const exception = project.engine.exceptionOf(error);
      if (!exception) throw error;
      const message = exception.shown ?? exception.message ?? 'Script-thrown exception';
      const stackTrace = exception.trace.map(({ label, line }) => `${label}: line ${line}, column 1`).join('\n');
      return { exception: { type: exception.type.qualifiedName, message, stackTrace } };
    }
  };
