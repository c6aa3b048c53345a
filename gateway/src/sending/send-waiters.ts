/** Lets whoever asked for a message wait until something came of it, here: on another gateway the store has to be looked at. */
export interface SendWaiters {
  /** `done` resolves when something came of that message; `stop` has to be called in the end. */
  wait(clientKey: string): { readonly done: Promise<unknown>; readonly stop: () => void };
  /** Something came of it: a result, or that it has to wait. */
  tell(clientKey: string): void;
}

export function sendWaiters(): SendWaiters {
  const waiting = new Map<string, Set<(nothing: undefined) => void>>();
  return {
    wait: (clientKey) => {
      const { promise: done, resolve } = Promise.withResolvers<undefined>();
      const others = waiting.get(clientKey) ?? new Set();
      waiting.set(clientKey, others.add(resolve));
      const stop = () => {
        others.delete(resolve);
        if (others.size === 0 && waiting.get(clientKey) === others) waiting.delete(clientKey);
      };
      return { done, stop };
    },
    tell: (clientKey) => {
      for (const resolve of waiting.get(clientKey) ?? []) resolve(undefined);
    },
  };
}
