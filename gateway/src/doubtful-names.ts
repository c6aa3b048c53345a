import { distance } from 'fastest-levenshtein';

/** A variable that looks as if it were meant for the gateway, which does not read it. */
export interface DoubtfulName {
  readonly variable: string;
  /** The known one that was probably meant; absent when none is near. */
  readonly nearest?: string;
}

/** Whoever sets a variable that begins like this may have left the end of a known name out. */
const OWN = /^(?:GATEWAY|FRONTLINE|TWILIO|SALESFORCE|RECONCILE|MEDIA_SCAN)_/i;
/** Whoever sets one of these means us, or a tool for the same account. A "gateway" and a "frontline" many other programs have too. */
const TOLD_ALWAYS = /^(?:TWILIO|SALESFORCE|RECONCILE|MEDIA_SCAN)_/i;

/**
 * What Kubernetes gives every container for a Service called "gateway" or "frontline":
 * https://kubernetes.io/docs/concepts/containers/container-environment/#cluster-information (as Docker's links)
 */
const SERVICE_LINK = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/;
const LINK_ADDRESS = /^(?:tcp|udp|sctp):\/\//;

// A short name is near too many: HOST and HOME, PORT and SORT.
const SHORTEST = 7;
const LONG = 12;
/** Of what follows the words that both begin with, how much may be slips: METRICS_HOST is no METRICS_PORT. */
const SHARE = 0.4;

/**
 * The variables of an environment that were probably meant for the gateway, and that it does not read: those one slip of the finger away from a
 * known name (two in a long one), those that only lack its end, and whatever begins as Twilio's or Salesforce's do. Of others nothing is said.
 * @param known every name that is read, by the gateway, its command line or a library of theirs
 */
export function doubtfulNames(environment: Readonly<Record<string, string | undefined>>, known: ReadonlySet<string>): DoubtfulName[] {
  const strangers = Object.entries(environment).filter(
    ([name, value]) => value && !known.has(name) && !SERVICE_LINK.test(name) && !LINK_ADDRESS.test(value),
  );
  return strangers.flatMap(([variable]) => {
    const nearest = misspelt(variable, known) ?? (OWN.test(variable) ? cutShort(variable, known) : undefined);
    if (nearest !== undefined) return [{ variable, nearest }];
    return TOLD_ALWAYS.test(variable) ? [{ variable }] : [];
  });
}

/** The known name that is so few slips away that it was meant. */
function misspelt(variable: string, known: ReadonlySet<string>): string | undefined {
  if (variable.length < SHORTEST) return undefined;
  const upper = variable.toUpperCase();
  const most = variable.length < LONG ? 1 : 2;
  const candidates = [...known].map((name) => ({ name, slips: distance(upper, name) }));
  const near = candidates.filter(({ name, slips }) => slips <= Math.min(most, SHARE * restAfterSharedWords(upper, name).length));
  return near.toSorted((a, b) => a.slips - b.slips)[0]?.name;
}

function restAfterSharedWords(variable: string, name: string): string {
  const others = name.split('_');
  const words = variable.split('_');
  const shared = words.findIndex((word, at) => word !== others[at]);
  return shared < 0 ? '' : words.slice(shared).join('_');
}

/** The shortest known name of which it is the beginning. */
const cutShort = (variable: string, known: ReadonlySet<string>): string | undefined =>
  [...known].filter((name) => name.startsWith(`${variable.toUpperCase()}_`)).toSorted((a, b) => a.length - b.length)[0];
