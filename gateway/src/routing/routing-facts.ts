import type { Address } from '../directory/address.ts';
import type { CustomerMatch, DirectoryUser } from '../directory/directory.ts';
import type { Calendar } from './business-hours.ts';

/** Somebody as the messaging app knows them: it does after their first log-in. */
export interface FrontlineWorker {
  /** As the app spells it; identities are compared with case. */
  readonly identity: string;
  /** Not deactivated. */
  readonly isActive: boolean;
  /** Says of themselves that they take new conversations. */
  readonly isAvailable: boolean;
}

/** Who the messaging app knows. Rejects with a GatewayError when it cannot be asked. */
export interface FrontlineWorkers {
  /** Undefined for an identity that has never logged in. */
  find(identity: string): Promise<FrontlineWorker | undefined>;
}

/** Whose a record is: users, or a queue that nobody is. */
export interface RecordOwner {
  readonly owner: DirectoryUser;
  /** Of a Contact's Account, where it has one. */
  readonly accountOwner?: DirectoryUser;
}

/** Asks whose records are now. Rejects with a GatewayError when that cannot be read. */
export interface RecordOwners {
  /** By record id; records that are gone are left out. */
  of(recordIds: readonly string[]): Promise<ReadonlyMap<string, RecordOwner>>;
}

/** Members of a public group or queue. */
export interface GroupMembers {
  /** Users who are members themselves or through groups in the group, ordered by id. */
  readonly users: readonly DirectoryUser[];
  /** Whether there are members who cannot be told: roles and territories. */
  readonly isPartial: boolean;
}

/** Salesforce's users and groups, by the names that an admin writes into rules. Rejects with a GatewayError when they cannot be read. */
export interface RoutingPeople {
  /** By Username or FederationIdentifier, without case. `fresh` skips caches. */
  userNamed(name: string): Promise<DirectoryUser | undefined>;
  /** By the DeveloperName of the group; undefined when there is no such group. */
  members(group: string): Promise<GroupMembers | undefined>;
}

/** Business hours and holidays. Rejects with a GatewayError when they cannot be read. */
export interface CalendarSource {
  current(): Promise<Calendar>;
}

/** Who answered customers last, as far back as the store remembers. */
export interface LastReps {
  /** The rep who last wrote to this address; undefined when nobody did. */
  lastRepOf(address: string): Promise<string | undefined>;
  /** A rep wrote in a conversation. An older message changes nothing. */
  answered(answer: { readonly conversationSid: string; readonly worker: string; readonly at: Date }): Promise<void>;
}

/** The conversation that has to be given to somebody, and when. */
export interface Situation {
  readonly at: Date;
  readonly address?: Address;
  /** The number of ours that the customer wrote to, E.164 without channel. */
  readonly businessNumber?: string;
  readonly match?: CustomerMatch;
  /** Why there is no match, where there is more to say than that no record has the number. */
  readonly whyNobody?: string;
}
