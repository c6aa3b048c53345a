import type { Metadata } from '@grpc/grpc-js';
import type { Session } from '../sessions.ts';
import type { PubSubDeps } from './pubsub-deps.ts';
import { PubSubError } from './pubsub-error.ts';

const header = (metadata: Metadata, name: string): string => {
  const [value] = metadata.get(name);
  if (typeof value !== 'string' || value.trim() === '') throw new PubSubError('service.auth.headers.invalid');
  return value;
};

/** An org id of 15 characters is the first 15 of the one with 18; they differ in case alone from other orgs' ids. */
const isTenant = (tenantId: string, orgId: string): boolean =>
  tenantId === orgId || (tenantId.length === 15 && tenantId === orgId.slice(0, 15));

/** The scheme is left out: an independent client insists on https even where the org on this machine speaks plain http. */
const isInstance = (url: string, instanceUrl: string | undefined): boolean => {
  if (!URL.canParse(url)) return false;
  return instanceUrl === undefined || new URL(url).host === new URL(instanceUrl).host;
};

/**
 * Checks the metadata `accesstoken`, `instanceurl` and `tenantid` (Pub/Sub API guide, "Supported Authentication") and answers the session.
 * Throws UNAUTHENTICATED for a blank header, an unknown or expired token, another org's id or address.
 */
export const authenticateCall = (deps: PubSubDeps, metadata: Metadata): Session => {
  const token = header(metadata, 'accesstoken');
  const instance = header(metadata, 'instanceurl');
  const tenant = header(metadata, 'tenantid');
  const session = deps.sessions.find(token);
  if (!session || !isTenant(tenant, deps.orgId) || !isInstance(instance, deps.instanceUrl)) throw new PubSubError('service.auth.error');
  return session;
};
