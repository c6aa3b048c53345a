import type { JobQueue } from '../host-jobs.ts';
import type { Project } from '../load-project.ts';
import type { TransactionDeps } from '../run-transaction.ts';

/** What calls from outside need: the project, how callouts leave, and where jobs go. */
export type HostDeps = { readonly project: Project; readonly send: TransactionDeps['send']; readonly jobs: JobQueue };
