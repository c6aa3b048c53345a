import type { Channel } from '../conversations/participant.ts';

/** The channel that an address belongs to. */
export const channelOf = (address: string): Channel => (address.startsWith('whatsapp:') ? 'whatsapp' : 'sms');
