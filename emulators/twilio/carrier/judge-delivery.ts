import type { Message } from '../conversations/message.ts';
import type { Binding } from '../conversations/participant.ts';
import { bindingKey } from '../conversations/store.ts';
import { channelMediaBytes, tooLargeForChannel } from '../media/media-limits.ts';
import type { World } from '../world.ts';
import type { Outcome } from './carrier.ts';
import { phoneNumber } from './phone-number.ts';

/** Free text may follow the customer's last WhatsApp message for so long. https://www.twilio.com/docs/api/errors/63016 */
const whatsappWindowMs = 24 * 60 * 60 * 1_000;

/** How a message to one phone will end: 21610 after STOP, 63016 for free text outside WhatsApp's window, 11751 for files too large, else as the phone was set. */
export const judgeDelivery =
  ({ carrier, timers }: Pick<World, 'carrier' | 'timers'>) =>
  (binding: Binding, message: Pick<Message, 'contentSid' | 'media'>): Outcome => {
    const pair = bindingKey(binding);
    if (carrier.optOuts.has(pair)) return { status: 'failed', errorCode: 21610 };
    const windowOpen = timers.now() - (carrier.lastInbound.get(pair) ?? -Infinity) < whatsappWindowMs;
    if (binding.type === 'whatsapp' && message.contentSid === null && !windowOpen) return { status: 'failed', errorCode: 63016 };
    const bytes = message.media.reduce((total, file) => total + file.bytes.length, 0);
    if (bytes > channelMediaBytes[binding.type]) return { status: 'failed', errorCode: tooLargeForChannel };
    return carrier.outcomes.get(phoneNumber(binding.address)) ?? { status: 'delivered', errorCode: 0 };
  };
