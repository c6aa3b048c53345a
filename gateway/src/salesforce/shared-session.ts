import type { MonotonicMs } from '../clock.ts';
import { GatewayError, type ErrorCode } from '../errors.ts';
import type { Session, SessionSource } from './session.ts';

export interface SharedSessionDependencies {
  readonly monotonicMs: MonotonicMs;
  readonly logIn: () => Promise<Session>;
}

// A refused login is not tried again at once: a storm of them locks the user out ("login rate exceeded").
const REFUSAL_TTL_MS = 5_000;
const HELD_BACK: ReadonlySet<string> = new Set<ErrorCode>(['upstream_refused', 'upstream_busy']);

/**
 * One session for everybody: concurrent callers share one login, and of many callers whose token was refused one renews it
 * and the others adopt the new one.
 */
export function sharedSession({ monotonicMs, logIn }: SharedSessionDependencies): SessionSource {
  let session: Session | undefined;
  let pending: Promise<Session> | undefined;
  let refusal: { readonly error: GatewayError; readonly until: number } | undefined;

  const attempt = async (): Promise<Session> => {
    if (refusal !== undefined && monotonicMs() < refusal.until) throw refusal.error;
    try {
      session = await logIn();
      refusal = undefined;
      return session;
    } catch (thrown) {
      if (thrown instanceof GatewayError && HELD_BACK.has(thrown.code)) refusal = { error: thrown, until: monotonicMs() + REFUSAL_TTL_MS };
      throw thrown;
    }
  };
  const loggedIn = () => (pending ??= attempt().finally(() => (pending = undefined)));

  return {
    current: async () => session ?? loggedIn(),
    renew: async (refusedToken) => {
      if (session?.accessToken === refusedToken) session = undefined;
      return session ?? loggedIn();
    },
  };
}
