import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from '../world.ts';

type Signed = { sid: string; expires: string; signature: string };

const signatureOf = ({ account }: Pick<World, 'account'>, { sid, expires }: Pick<Signed, 'sid' | 'expires'>) =>
  createHmac('sha256', account.authToken).update(`${sid} ${expires}`).digest('base64url');

/** The signed link to a file's bytes, as `content_direct_temporary` spells it. It needs no credentials and ends with its time. */
export const mediaLink = (world: Pick<World, 'account' | 'settings' | 'timers'>, sid: string): string => {
  const expires = String(Math.floor((world.timers.now() + world.settings.mediaLinkMs) / 1_000));
  const signature = signatureOf(world, { sid, expires });
  return `https://media.us1.twilio.com/${sid}?Expires=${expires}&Signature=${signature}&Key-Pair-Id=EMULATOR`;
};

/** Whether a link was made by us and is not over. */
export const isLinkGood = (world: Pick<World, 'account' | 'timers'>, { sid, expires, signature }: Signed): boolean => {
  const [wanted, given] = [Buffer.from(signatureOf(world, { sid, expires })), Buffer.from(signature)];
  const isOurs = wanted.length === given.length && timingSafeEqual(wanted, given);
  return isOurs && Number(expires) * 1_000 > world.timers.now();
};
