import type { PhoneChannel } from '../directory/address.ts';

/** Whom a rule gives a conversation to. `nobody`: the rule is there for its reply, and the next rule is tried. */
export type RuleTarget = 'contact_owner' | 'account_owner' | 'lead_owner' | 'last_rep' | 'user' | 'turn' | 'nobody';

/** Which customers a rule is for. */
export type RuleCustomer = 'known' | 'unknown' | 'contact' | 'lead' | 'account';

/** When a rule holds, by the admin's business hours. */
export interface RuleHours {
  /** Name of the Business Hours. */
  readonly name: string;
  /** Holds while they are closed instead of while they are open. */
  readonly isOutside: boolean;
  /** Names of the Holidays that close them; absent: every Holiday does. */
  readonly holidays?: readonly string[];
}

/** One rule of the admin's: conditions, all of which must hold, and who gets the conversation then. */
export interface RoutingRule {
  /** Developer name, for programs and logs. */
  readonly name: string;
  /** Label, for people. */
  readonly label: string;
  readonly channel?: PhoneChannel;
  /** E.164. */
  readonly businessNumber?: string;
  readonly customer?: RuleCustomer;
  /** Only records of this owner: Username or FederationIdentifier. */
  readonly owner?: string;
  /** Beginnings of E.164 numbers, as `+44`. */
  readonly countryPrefixes?: readonly string[];
  readonly hours?: RuleHours;
  readonly target: RuleTarget;
  /** Of a user: Username or FederationIdentifier; of a turn: DeveloperName of a public group or queue. */
  readonly targetName?: string;
  /** Passes over a rep who is not available in the messaging app. */
  readonly onlyIfAvailable: boolean;
  /** Who gets it when the rule holds and its target cannot take it: Username or FederationIdentifier. */
  readonly fallback?: string;
  /** What to answer the customer, once a conversation and day, while the rule holds. */
  readonly reply?: string;
}

/** Where the admin's rules are kept, in the order to try them. Rejects with a GatewayError when they cannot be read. */
export interface RuleSource {
  all(): Promise<readonly RoutingRule[]>;
}
