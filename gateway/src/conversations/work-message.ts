import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { parseAddress } from '../directory/address.ts';
import type { Directory } from '../directory/directory.ts';
import { GatewayError } from '../errors.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Activity, Direction } from '../pipeline/activity.ts';
import type { RoutingDecisions } from '../routing/decision.ts';
import { acquaint, type AcquaintDeps } from './acquaint.ts';
import type { ConversationFacts, ConversationMemory } from './conversation-facts.ts';
import { ownerOf, peopleOf, recordFields, type People } from './people-of.ts';
import { resolveFacts, type ResolveFactsDeps } from './resolve-facts.ts';
import type { MessageAdded } from './webhook-event.ts';

export interface WorkMessageDeps extends ResolveFactsDeps, AcquaintDeps {
  readonly directory: Directory;
  readonly memory: ConversationMemory;
  readonly decisions: RoutingDecisions;
  readonly settings: SettingsSource;
  readonly clock: Clock;
  /** Who gets what nobody owns, and so owns its Tasks. */
  readonly defaultWorker: string | undefined;
}

const CHANNEL_NAMES: Readonly<Record<string, string>> = { sms: 'SMS', whatsapp: 'WhatsApp', chat: 'Chat' };

/** A message has been added: the activity that becomes its Task, with whose it is and why. */
export function workMessageAdded(deps: WorkMessageDeps) {
  const factsOf = resolveFacts(deps);
  const people = peopleOf(deps);
  const owner = ownerOf(deps);
  const known = acquaint(deps);
  return async (event: MessageAdded): Promise<Activity> => {
    const facts = await factsOf(event);
    const found = await people(facts);
    const direction = directionOf(event, facts);
    const [decision, settings] = await Promise.all([deps.decisions.recall(event.ConversationSid), deps.settings.current()]);
    if (!decision && isBeingRouted(event, deps.clock.now())) {
      throw new GatewayError('upstream_not_ready', 'the conversation is being routed');
    }
    const worker = facts.worker ?? decision?.worker;
    const who = await known(found, facts, { worker, isTheirs: direction === 'inbound' });
    const reason = [decision?.reason, who.remark].filter((part) => part !== undefined).join(' ');
    const ownerId = await owner({
      ...(direction === 'outbound' && event.Author !== undefined && { author: event.Author }),
      ...(worker !== undefined && { worker }),
      ...(who.match && { match: who.match }),
      ...(deps.defaultWorker !== undefined && { defaultWorker: deps.defaultWorker }),
    });
    return {
      ...messageFields(event, settings.storeMessageBodies),
      occurredAt: new Date(event.DateCreated ?? deps.clock.now()).toISOString(),
      direction,
      channel: who.channel,
      subject: subjectOf(direction, who),
      ...(facts.customerAddress !== undefined && { customerAddress: facts.customerAddress }),
      ...(facts.businessAddress !== undefined && { businessAddress: facts.businessAddress }),
      ...(reason !== '' && { routingReason: reason }),
      ...(ownerId !== undefined && { ownerId }),
      ...recordFields(who),
    };
  };
}

function messageFields(event: MessageAdded, storeBodies: boolean) {
  const mediaCount = countMedia(event.Media);
  return {
    key: event.MessageSid,
    dedupeKey: `message:${event.MessageSid}`,
    kind: 'message' as const,
    conversationSid: event.ConversationSid,
    ...(event.Index !== undefined && { index: event.Index }),
    ...(event.Author !== undefined && { author: event.Author }),
    ...(storeBodies && event.Body !== undefined && { body: event.Body }),
    ...(mediaCount > 0 && { mediaCount }),
  };
}

// Routing is under way when the first message arrives, and takes a moment longer than the message.
const ROUTING_GRACE_MS = 1_500;

/** Whether a first message is so fresh that its routing may follow: its Task then knows the rep and why. A little later it goes without. */
function isBeingRouted(event: MessageAdded, now: Date): boolean {
  if (event.Index !== 0 || event.ClientIdentity !== undefined || event.DateCreated === undefined) return false;
  const age = now.getTime() - new Date(event.DateCreated).getTime();
  return age >= 0 && age < ROUTING_GRACE_MS;
}

/** What no app user wrote came in when it is the customer participant's, or signed with any phone that is not ours (a group has several). */
function directionOf(event: MessageAdded, facts: ConversationFacts): Direction {
  if (event.ClientIdentity !== undefined) return 'outbound';
  if (event.ParticipantSid !== undefined && event.ParticipantSid === facts.customerParticipantSid) return 'inbound';
  const isFromPhone = event.Author !== undefined && parseAddress(event.Author) !== undefined;
  return isFromPhone && event.Author !== facts.businessAddress ? 'inbound' : 'outbound';
}

function subjectOf(direction: Direction, { channel, customerName }: People): string {
  return `${CHANNEL_NAMES[channel] ?? channel} ${direction === 'inbound' ? 'from' : 'to'} ${customerName}`;
}

const mediaSchema = z.array(z.unknown());

function countMedia(media: string | undefined): number {
  if (media === undefined) return 0;
  try {
    return mediaSchema.parse(JSON.parse(media)).length;
  } catch {
    return 0;
  }
}
