import { distance } from 'fastest-levenshtein';

/** A variable that looks as if it were meant for the gateway, which does not read it. */
export interface DoubtfulName {
  readonly variable: string;
  /** The known one that it resembles; absent when none does. */
  readonly nearest?: string;
}

/** Whoever sets a variable that begins like this means us, or a tool for the same account. */
const OWN = /^(?:GATEWAY|FRONTLINE|TWILIO|SALESFORCE|RECONCILE|MEDIA_SCAN)_/i;

/**
 * What Kubernetes gives every container for a Service called "gateway" or "frontline":
 * https://kubernetes.io/docs/concepts/containers/container-environment/#cluster-information (as Docker's links)
 */
const SERVICE_LINK = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/;
const LINK_ADDRESS = /^(?:tcp|udp|sctp):\/\//;

// A short name is near too many: HOST and HOME, PORT and SORT.
const SHORTEST = 7;
const LONG = 12;
/** Of a name that begins as ours do: how much of it may differ from the one that is named to help. */
const SHARE = 1 / 3;

/**
 * The variables of an environment that were probably meant for the gateway, and that it does not read: those of its own prefixes, and those one
 * slip of the finger away from a known name (two in a long one). Of other variables nothing is said.
 * @param known every name that is read, by the gateway, its command line or a library of theirs
 */
export function doubtfulNames(environment: Readonly<Record<string, string | undefined>>, known: ReadonlySet<string>): DoubtfulName[] {
  const strangers = Object.entries(environment).filter(
    ([name, value]) => value && !known.has(name) && !SERVICE_LINK.test(name) && !LINK_ADDRESS.test(value),
  );
  return strangers.flatMap(([variable]) => {
    const nearest = nearestOf(variable, known);
    const isOwn = OWN.test(variable);
    const slips = variable.length < SHORTEST ? 0 : variable.length < LONG ? 1 : 2;
    if (nearest && nearest.distance <= (isOwn ? variable.length * SHARE : slips)) return [{ variable, nearest: nearest.name }];
    return isOwn ? [{ variable }] : [];
  });
}

function nearestOf(variable: string, known: ReadonlySet<string>) {
  const upper = variable.toUpperCase();
  const candidates = [...known].map((name) => ({ name, distance: distance(upper, name) }));
  return candidates.toSorted((a, b) => a.distance - b.distance)[0];
}
