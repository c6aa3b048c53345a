import type { DoubtfulName } from './doubtful-names.ts';
import type { Log } from './log.ts';

/** Says once for each variable that was probably meant for the gateway that it is not read; never what is in it. */
export function warnOfNames({ log }: { readonly log: Pick<Log, 'warn'> }) {
  return (names: readonly DoubtfulName[]): void => {
    for (const name of names) log.warn(name, 'a variable is set that looks meant for the gateway and is not read: check its name');
  };
}
