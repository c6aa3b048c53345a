import { ApexError } from './values/apex-error.ts';

/** What is counted in a transaction; figures from the Apex Developer Guide, "Execution Governors and Limits". */
const SYNCHRONOUS = {
  queries: 100,
  queryRows: 50_000,
  dmlStatements: 150,
  dmlRows: 10_000,
  callouts: 100,
  queueableJobs: 50,
  publishImmediateDml: 150,
  futureCalls: 50,
  cpuTime: 10_000,
} as const;

/** CPU time is approximated: so many calls and turns of loops count as a millisecond. Nobody has measured a server for this. */
const STEPS_PER_MILLISECOND = 500;

export type LimitName = keyof typeof SYNCHRONOUS;

const ASYNCHRONOUS: Readonly<Record<LimitName, number>> = { ...SYNCHRONOUS, queries: 200, queueableJobs: 1, cpuTime: 60_000 };

const NAMES: Readonly<Record<LimitName, string>> = {
  queries: 'SOQL queries',
  queryRows: 'query rows',
  dmlStatements: 'DML statements',
  dmlRows: 'DML rows',
  callouts: 'callouts',
  queueableJobs: 'queueable jobs added to the queue',
  publishImmediateDml: 'publish immediate DML statements',
  futureCalls: 'future calls',
  cpuTime: 'CPU time',
};

/** The counters of one transaction. */
export class Limits {
  readonly used: Record<LimitName, number>;
  #steps = 0;
  readonly allowed: Readonly<Record<LimitName, number>>;

  constructor(kind: 'synchronous' | 'asynchronous' = 'synchronous') {
    this.allowed = kind === 'synchronous' ? SYNCHRONOUS : ASYNCHRONOUS;
    this.used = {
      queries: 0,
      queryRows: 0,
      dmlStatements: 0,
      dmlRows: 0,
      callouts: 0,
      queueableJobs: 0,
      publishImmediateDml: 0,
      futureCalls: 0,
      cpuTime: 0,
    };
  }

  /** Counts a call or a turn of a loop towards the CPU time. */
  spend(): void {
    this.#steps += 1;
    if (this.#steps % STEPS_PER_MILLISECOND !== 0) return;
    this.used.cpuTime += 1;
    if (this.used.cpuTime > this.allowed.cpuTime) throw new ApexError('LimitException', 'Apex CPU time limit exceeded');
  }

  /** Throws LimitException, which no Apex can catch, when the count goes over what is allowed. */
  count(name: LimitName, amount = 1): void {
    this.used[name] += amount;
    if (this.used[name] > this.allowed[name]) throw new ApexError('LimitException', `Too many ${NAMES[name]}: ${this.used[name]}`);
  }
}
