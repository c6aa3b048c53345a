import type { Exchange, OnExchange } from '../rest/exchange.ts';
import type { Spec } from './spec.ts';
import { validateExchange } from './validate-exchange.ts';

export type Recorder = {
  /** For `startTwilio({ onExchange })`. */
  onExchange: OnExchange;
  exchanges: readonly Exchange[];
  /** Everything that breaks the documents, given by product (`conversations`, `frontline-api`, `content`). */
  problems: (specs: Readonly<Record<string, Spec>>) => string[];
};

/** Keeps what a client sent to the emulator and what it was answered, to be judged by Twilio's documents. */
export const createRecorder = (): Recorder => {
  const exchanges: Exchange[] = [];
  return {
    onExchange: (exchange) => void exchanges.push(exchange),
    exchanges,
    problems: (specs) =>
      exchanges.flatMap((exchange) => {
        const spec = specs[exchange.product];
        return spec ? validateExchange(spec, exchange) : [`${exchange.product}: no document`];
      }),
  };
};
