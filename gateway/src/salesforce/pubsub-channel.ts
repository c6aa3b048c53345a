import { Metadata, status } from '@grpc/grpc-js';
import { pubSubStub, type PubSubAddress, type PubSubMethod, type PubSubStub } from './pubsub-stub.ts';
import { toSalesforceError } from './salesforce-error.ts';
import type { Session, SessionSource } from './session.ts';

export interface PubSubOptions extends PubSubAddress {
  /** How long one call may take, in milliseconds (default 10,000). */
  readonly deadlineMs?: number | undefined;
  /** Told of each call as it is sent. */
  readonly onCall?: ((method: PubSubMethod) => void) | undefined;
}

/** Calls of the Pub/Sub API as the logged-in user. Rejects with a GatewayError. */
export interface PubSubChannel {
  readonly call: (method: PubSubMethod, request: object) => Promise<unknown>;
  readonly close: () => void;
}

const DEFAULT_DEADLINE_MS = 10_000;
/** After so many calls in a row without an answer the connection is given up: it may be half-open, and TCP notices that only after minutes. */
const MAX_SILENT_CALLS = 2;

/** The authenticated channel: a session that is refused is renewed and the call repeated once, a channel that went silent is replaced. */
export function pubSubChannel(sessions: SessionSource, options: PubSubOptions): PubSubChannel {
  const { deadlineMs = DEFAULT_DEADLINE_MS } = options;
  let stub: PubSubStub | undefined;
  let silentCalls = 0;

  const once = async (session: Session, { method, request }: { method: PubSubMethod; request: object }): Promise<unknown> => {
    stub ??= pubSubStub(options);
    options.onCall?.(method);
    try {
      const answer = await stub.call(method, request, { metadata: authentication(session), deadlineMs });
      silentCalls = 0;
      return answer;
    } catch (thrown) {
      silentCalls = isSilence(thrown) ? silentCalls + 1 : 0;
      if (silentCalls >= MAX_SILENT_CALLS) replace();
      throw thrown;
    }
  };
  const replace = () => {
    stub?.close();
    stub = undefined;
    silentCalls = 0;
  };
  return {
    call: async (method, request) => {
      try {
        const session = await sessions.current();
        return await once(session, { method, request }).catch(async (thrown: unknown) => {
          if (statusOf(thrown) !== status.UNAUTHENTICATED) throw thrown;
          return once(await sessions.renew(session.accessToken), { method, request });
        });
      } catch (thrown) {
        throw toSalesforceError(thrown);
      }
    },
    close: replace,
  };
}

/** @see https://developer.salesforce.com/docs/platform/pub-sub-api/guide/supported-auth.html */
function authentication({ accessToken, instanceUrl, organizationId }: Session): Metadata {
  const metadata = new Metadata();
  metadata.set('accesstoken', accessToken);
  metadata.set('instanceurl', instanceUrl);
  metadata.set('tenantid', organizationId);
  return metadata;
}

const statusOf = (thrown: unknown): unknown => (thrown instanceof Error && 'code' in thrown ? thrown.code : undefined);

const isSilence = (thrown: unknown): boolean => [status.UNAVAILABLE, status.DEADLINE_EXCEEDED].some((code) => code === statusOf(thrown));
