import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/directory.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Activity, Direction } from '../pipeline/activity.ts';
import type { RoutingDecisions } from '../routing/decision.ts';
import type { ConversationFacts } from './conversation-facts.ts';
import { ownerOf, peopleOf, recordFields, type People } from './people-of.ts';
import { resolveFacts, type ResolveFactsDeps } from './resolve-facts.ts';
import type { MessageAdded } from './webhook-event.ts';

export interface WorkMessageDeps extends ResolveFactsDeps {
  readonly directory: Directory;
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
  return async (event: MessageAdded): Promise<Activity> => {
    const facts = await factsOf(event);
    const who = await people(facts);
    const direction = directionOf(event, facts);
    const [decision, settings] = await Promise.all([deps.decisions.recall(event.ConversationSid), deps.settings.current()]);
    const worker = facts.worker ?? decision?.worker;
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
      ...(decision && { routingReason: decision.reason }),
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

/** A message of the customer's own participant, or written by the customer's address, came in; all others went out. */
function directionOf(event: MessageAdded, facts: ConversationFacts): Direction {
  if (event.ClientIdentity !== undefined) return 'outbound';
  if (event.ParticipantSid !== undefined && event.ParticipantSid === facts.customerParticipantSid) return 'inbound';
  return event.Author !== undefined && event.Author === facts.customerAddress ? 'inbound' : 'outbound';
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
