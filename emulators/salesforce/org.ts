import { fileURLToPath } from 'node:url';
import { createPermissions, type Permissions } from './access/permissions.ts';
import { createSharing, type Sharing } from './access/sharing.ts';
import { storePermissionSets } from './access/store-permission-sets.ts';
import { type Clock, systemClock } from './clock.ts';
import { createDatabase } from './database/create-database.ts';
import type { Database, Fields, SaveError } from './database/database.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLimits, type Limits } from './limits.ts';
import { storeMetadataRecords } from './metadata-records.ts';
import { createFileStore, type FileStore } from './files/file-store.ts';
import type { NamedCredential, OrgCode } from './org-code.ts';
import { storePackageRecords } from './package-records.ts';
import type { ForeignTrigger } from './rules/foreign-trigger.ts';
import { createOrgRules, type OrgRules } from './rules/org-rules.ts';
import { readValidationRules } from './rules/read-validation-rules.ts';
import { loadSchema } from './schema/load-schema.ts';
import type { Field, Schema } from './schema/schema.ts';
import { createSearchIndex, type SearchIndex } from './sosl/search-index.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { storeStandardRecords } from './standard-records.ts';

export type PublishOutcome = { readonly replayId: string } | { readonly error: SaveError };

/** Takes a platform event published over REST or by Apex; `topic` is the object's name, `Frontline_Activity__e`. */
export type PlatformEventSink = (topic: string, fields: Fields, createdById?: string) => PublishOutcome;

export type Org = {
  /** 18 characters, prefix 00D. */
  readonly id: string;
  readonly schema: Schema;
  /** Where the package is that the org has installed. */
  readonly packageDirectory: string;
  readonly database: Database;
  readonly sessions: Sessions;
  readonly search: SearchIndex;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly files: FileStore;
  readonly clock: Clock;
  /** Validation and duplicate rules: the package's own to begin with, and what a test adds. */
  readonly rules: OrgRules;
  /** Triggers that the org has besides the package's; a test adds to them. */
  readonly foreignTriggers: ForeignTrigger[];
  readonly permissions: Permissions;
  readonly sharing: Sharing;
  /** Where callouts of Apex go, by the name of the named credential; an admin fills it in. */
  readonly namedCredentials: Map<string, NamedCredential>;
  /** A slot: is told each text of SOQL or SOSL that comes over REST, before it runs. */
  onQuery: (text: string) => void;
  /** A slot: `installApex` sets it. */
  code: OrgCode | undefined;
  /** A slot: the event bus sets it. Until then publishing answers an error. */
  onPlatformEvent: PlatformEventSink;
};

export type OrgOptions = {
  /** Where the package's objects are; default: this repository's `force-app`. May be missing. */
  readonly packageDirectory?: string;
  /** Where custom metadata records are; default: this repository's `config/org`. May be missing. */
  readonly metadataDirectory?: string;
  readonly clock?: Clock;
  /** Fields that an admin added, by object; those of `Activity` appear on Task and Event. */
  readonly customFields?: Readonly<Record<string, readonly Field[]>>;
  /** Whether the org has person accounts; they cannot be switched off again, so that every package meets them. */
  readonly personAccounts?: boolean;
  readonly dailyApiRequests?: number;
  readonly sessionLifetimeMs?: number;
  /** How long a change takes to become findable by SOSL; default 0. */
  readonly searchIndexDelayMs?: number;
};

const ORG_ID = '00D5i00000FrtLnEAN';

const noEventBus: PlatformEventSink = () => ({
  error: { statusCode: 'PLATFORM_EVENT_PUBLISHING_UNAVAILABLE', message: 'no event bus is attached to this org', fields: [] },
});

const fromRepository = (folder: string) => fileURLToPath(new URL(`../../${folder}`, import.meta.url));

/** An org in memory: the records that every org has, the package's objects and the custom metadata of `config/org`; nothing else. */
export const createOrg = (options: OrgOptions = {}): Org => {
  const clock = options.clock ?? systemClock;
  const packageDirectory = options.packageDirectory ?? fromRepository('force-app');
  const schema = loadSchema({ ...options, packageDirectory });
  const rules = createOrgRules();
  for (const { objectName, rule } of readValidationRules({ schema, clock, directory: packageDirectory }))
    rules.addValidationRule(objectName, rule);
  const database = createDatabase({ schema, clock, rules });
  const search = createSearchIndex({ database, schema, clock, delayMs: options.searchIndexDelayMs ?? 0 });
  const metadataDirectory = options.metadataDirectory ?? fromRepository('config/org');
  storeStandardRecords(database, ORG_ID);
  storePackageRecords(database, packageDirectory);
  for (const directory of [packageDirectory, metadataDirectory]) storePermissionSets(database, directory);
  storeMetadataRecords({ database, schema, directory: metadataDirectory });
  const permissions = createPermissions(database);
  return {
    id: ORG_ID,
    schema,
    packageDirectory,
    database,
    sessions: createSessions({ clock, orgId: ORG_ID, lifetimeMs: options.sessionLifetimeMs }),
    search,
    faults: createFaults(),
    limits: createLimits(options.dailyApiRequests),
    files: createFileStore(),
    clock,
    rules,
    foreignTriggers: [],
    permissions,
    sharing: createSharing({ schema, database, permissions }),
    namedCredentials: new Map(),
    onQuery: () => undefined,
    code: undefined,
    onPlatformEvent: noEventBus,
  };
};
