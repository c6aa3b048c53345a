import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

export type Session = { readonly token: string; readonly userId: string; readonly clientId: string; readonly expiresAt: number };

/** Access tokens of the org, for HTTP and gRPC alike. */
export type Sessions = {
  open(user: { readonly userId: string; readonly clientId: string }): Session;
  /** Undefined when the token is unknown, expired or revoked. */
  find(token: string): Session | undefined;
  revoke(token: string): boolean;
  expireAll(): void;
};

/** Default session length of an org: Setup, Session Settings, "Timeout Value" is two hours unless changed. */
const TWO_HOURS = 2 * 60 * 60 * 1000;

/** Tokens start with the org's id and an exclamation mark, as the platform's do. */
export const createSessions = (deps: { clock: Clock; orgId: string; lifetimeMs?: number | undefined }): Sessions => {
  const { clock, orgId, lifetimeMs = TWO_HOURS } = deps;
  const sessions = new Map<string, Session>();
  return {
    open: (user) => {
      const token = `${orgId.slice(0, 15)}!${randomBytes(48).toString('base64url')}`;
      const session = { ...user, token, expiresAt: clock.now() + lifetimeMs };
      sessions.set(token, session);
      return session;
    },
    find: (token) => {
      const session = sessions.get(token);
      if (session && session.expiresAt > clock.now()) return session;
      sessions.delete(token);
      return undefined;
    },
    revoke: (token) => sessions.delete(token),
    expireAll: () => sessions.clear(),
  };
};
