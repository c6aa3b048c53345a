import type { Channel } from '../conversations/participant.ts';

/** All files of a message together, in bytes: https://www.twilio.com/docs/messaging/guides/accepted-mime-types, error 11751. */
export const channelMediaBytes: Readonly<Record<Channel, number>> = { sms: 5 * 1024 ** 2, whatsapp: 16 * 1024 ** 2 };

/** Files of one message: https://www.twilio.com/docs/messaging/api/media-resource */
export const mediaPerMessage = 10;

/** Message whose files are larger than its channel takes: https://www.twilio.com/docs/api/errors/11751 */
export const tooLargeForChannel = 11751;
