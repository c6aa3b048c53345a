import { createHash } from 'node:crypto';
import { canonicalInstant } from './canonical-instant.ts';

type Params = Readonly<Record<string, string | readonly string[]>>;

const one = (params: Params, name: string): string | undefined => {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * The key that makes two deliveries of one happening one: SID and event type, with what tells repeated happenings apart
 * (an update's date, in one spelling; a receipt's status). Without the parameters for that, a hash of them all but `RetryCount`, which
 * is the only one that differs between deliveries.
 */
export function eventKey(params: Params): string {
  const eventType = one(params, 'EventType') ?? 'unknown';
  const parts = keyParts(eventType, params);
  if (parts.every((part) => part !== undefined)) return [eventType, ...parts].join(':');
  return `${eventType}:${hashOf(params)}`;
}

function keyParts(eventType: string, params: Params): readonly (string | undefined)[] {
  const subject = one(params, 'MessageSid') ?? one(params, 'ParticipantSid') ?? one(params, 'ConversationSid');
  if (eventType === 'onDeliveryUpdated') {
    const receipt = one(params, 'DeliveryReceiptSid') ?? one(params, 'ParticipantSid');
    const status = one(params, 'Status') ?? one(params, 'DeliveryStatus');
    return [one(params, 'MessageSid'), receipt, status, one(params, 'ErrorCode') ?? '0'];
  }
  if (eventType === 'onConversationStateUpdated') return [subject, moment(params, 'StateUpdated')];
  if (eventType.endsWith('Updated')) return [subject, moment(params, 'DateUpdated')];
  return [subject];
}

function moment(params: Params, name: string): string | undefined {
  const value = one(params, name);
  return value === undefined ? undefined : canonicalInstant(value);
}

/** A hash of all parameters but `RetryCount`, whatever their order. */
export function hashOf(params: Params): string {
  const entries = Object.entries(params)
    .filter(([name]) => name !== 'RetryCount')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url');
}
