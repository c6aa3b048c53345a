import type { ConversationHistory } from '../reconciliation/conversation-history.ts';
import { createReconciliation, type ReconciliationDeps } from '../reconciliation/reconciliation.ts';
import type { ReconcileResult } from '../reconciliation/reconcile-result.ts';
import { ENGINES, type TestStore } from '../store/testing/engines.ts';
import { twilioClient } from '../twilio/twilio-client.ts';
import { twilioHistory } from '../twilio/twilio-history.ts';
import type { ManualTime } from './manual-time.ts';

/** A store and a reconciliation over it, at a time that the test moves. */
export interface Comparing {
  readonly kept: TestStore;
  readonly time: ManualTime;
  /** The same time, for an emulator. */
  readonly emulatorClock: { now(): number; after(ms: number, run: () => void): () => void };
  /** Of Twilio, as asked by the reconciliation, in order: method and argument. */
  readonly asked: string[];
  /** What each page brought. */
  readonly pages: ReconcileResult[];
  readonly logged: string[];
  /** A reconciliation with nothing remembered but what is in the store. */
  create(overrides?: Partial<ReconciliationDeps>): ReturnType<typeof createReconciliation>;
  /** Keys in the inbox for a conversation, in order. */
  keysOf(conversationSid: string): Promise<readonly string[]>;
}

export interface EmulatedAccount {
  readonly url: string;
  readonly account: { readonly accountSid: string; readonly authToken: string };
}

export const MINUTE = 60_000;

/** Opens a store; `account` is asked for at the first request, as the emulator needs the store's time. */
export async function comparing(account: () => EmulatedAccount): Promise<Comparing> {
  const [engine] = ENGINES;
  if (!engine) throw new Error('no engine');
  const kept = await engine.open();
  const { time } = kept;
  const asked: string[] = [];
  const pages: ReconcileResult[] = [];
  const logged: string[] = [];
  const log = (_fields: unknown, message?: string) => void logged.push(message ?? '');
  let history: ConversationHistory | undefined;
  const connect = () => {
    const { url, account: credentials } = account();
    return (history ??= listening(twilioHistory(twilioClient({ ...credentials, apiUrl: url })), asked));
  };
  return {
    kept,
    time,
    emulatorClock: {
      now: () => time.clock.now().getTime(),
      after: (ms, run) => {
        const timer = time.timers.after(ms, run);
        return () => timer.cancel();
      },
    },
    asked,
    pages,
    logged,
    create: (overrides = {}) =>
      createReconciliation({
        ...kept.store,
        ...time,
        history: connect(),
        log: { debug: log, info: log, warn: log, error: log },
        onCompared: (page) => void pages.push(page),
        intervalMs: 5 * MINUTE,
        retentionDays: 14,
        requestsPerSecond: Infinity,
        leaseMs: 30_000,
        ...overrides,
      }),
    keysOf: async (conversationSid) => (await kept.store.accepted.of(conversationSid)).map(({ key }) => key),
  };
}

function listening(history: ConversationHistory, asked: string[]): ConversationHistory {
  return new Proxy(history, {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]): unknown => {
        asked.push(`${String(property)} ${typeof args[0] === 'string' ? args[0] : JSON.stringify(args[0])}`);
        return Reflect.apply(member, target, args);
      };
    },
  });
}
