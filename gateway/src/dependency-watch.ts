import { toGatewayError, type ErrorCode } from './errors.ts';

/** What is known of something outside that the gateway needs. */
export interface DependencyHealth {
  readonly status: 'up' | 'down' | 'unknown';
  /** In words, for an operator; nothing secret. */
  readonly detail?: string;
}

// These say that the other side did not do its part; any other failure is an answer, so the other side is there.
const DOWN: ReadonlySet<ErrorCode> = new Set(['upstream_failed', 'upstream_refused', 'upstream_timeout', 'upstream_busy']);

export interface DependencyWatch {
  /** The same port; every call through it tells whether the other side answers. */
  readonly watch: <T extends object>(name: string, port: T) => T;
  readonly health: () => Readonly<Record<string, DependencyHealth>>;
}

/** Learns from the calls that are made anyway whether what is outside answers, so that health costs no call of its own. */
export function dependencyWatch(names: readonly string[]): DependencyWatch {
  const known = new Map<string, DependencyHealth>(names.map((name) => [name, { status: 'unknown' }]));
  const observe = async (name: string, answer: unknown): Promise<unknown> => {
    try {
      const value = await answer;
      known.set(name, { status: 'up' });
      return value;
    } catch (thrown) {
      const { code, upstreamCode } = toGatewayError(thrown);
      known.set(name, DOWN.has(code) ? { status: 'down', detail: upstreamCode ? `${code} (${upstreamCode})` : code } : { status: 'up' });
      throw thrown;
    }
  };
  return {
    watch: (name, port) =>
      new Proxy(port, {
        get(target, property, receiver) {
          const member: unknown = Reflect.get(target, property, receiver);
          if (typeof member !== 'function') return member;
          return (...args: readonly unknown[]) => observe(name, Reflect.apply(member, target, args));
        },
      }),
    health: () => Object.fromEntries(known),
  };
}
