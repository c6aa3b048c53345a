import type { Clock } from '../clock.ts';
import type { SettingsSource } from '../directory/settings.ts';
import type { Activity } from '../pipeline/activity.ts';
import { failedTaskKeyOf, type SendTask } from './send-entry.ts';

export interface FailedSendActivityDeps {
  readonly settings: SettingsSource;
  readonly clock: Clock;
}

/**
 * A message that was promised and will not be sent, as a Task that failed: on the record that it was for, of the user who wanted to send it.
 * @param customer address of whom it was for, where that was known
 */
export function failedSendActivity({ settings, clock }: FailedSendActivityDeps) {
  return async ({ userId, request }: SendTask, reason: string, customer?: string): Promise<Activity> => {
    const { clientKey, recordId, channel, text, toNumber, fromNumber } = request;
    const prefix = channel === 'whatsapp' ? 'whatsapp:' : '';
    const key = failedTaskKeyOf(clientKey);
    const customerAddress = customer ?? (toNumber && prefix + toNumber);
    return {
      key,
      dedupeKey: key,
      kind: 'message',
      // It never was in one.
      conversationSid: '',
      occurredAt: clock.now().toISOString(),
      direction: 'outbound',
      channel,
      whoId: recordId,
      ownerId: userId,
      subject: `${channel === 'sms' ? 'SMS' : 'WhatsApp'} message that was not sent`,
      deliveryStatus: 'failed',
      deliveryError: reason,
      ...(customerAddress !== undefined && { customerAddress }),
      ...(fromNumber !== undefined && { businessAddress: prefix + fromNumber }),
      ...((await settings.current()).storeMessageBodies && text !== undefined && { body: text }),
    };
  };
}
