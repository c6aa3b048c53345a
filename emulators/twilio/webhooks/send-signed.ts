import type { World } from '../world.ts';
import type { PostOutcome } from './post-form.ts';
import { sign } from './sign.ts';

export type SignedPost = {
  url: string;
  form: Readonly<Record<string, string>>;
  timeoutMs: number;
  /** The same for each copy of one webhook. */
  token: string;
};

/** Sends a form as Twilio does: signed with the account's auth token, with an idempotency token. */
export const sendSigned =
  ({ account, postForm }: Pick<World, 'account' | 'postForm'>) =>
  ({ url, form, timeoutMs, token }: SignedPost): Promise<PostOutcome> =>
    postForm.post({
      url,
      timeoutMs,
      body: new URLSearchParams(form).toString(),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'User-Agent': 'TwilioProxy/1.1',
        'X-Twilio-Signature': sign(account.authToken, url, form),
        'I-Twilio-Idempotency-Token': token,
      },
    });
