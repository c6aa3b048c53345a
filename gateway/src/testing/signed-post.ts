import { createHmac } from 'node:crypto';

export interface SignedPost {
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  readonly token: string;
  /** The URL that was signed, when a proxy stands between. */
  readonly signedUrl?: string;
}

/** Posts a form as Twilio does: base64(HMAC-SHA1(token, URL + each name and value in the order of the names)). */
export function signedPost({ url, params, token, signedUrl = url }: SignedPost): Promise<Response> {
  const text = Object.keys(params)
    .sort()
    .reduce((signed, name) => signed + name + (params[name] ?? ''), signedUrl);
  return fetch(url, {
    method: 'POST',
    body: new URLSearchParams(params),
    headers: { 'X-Twilio-Signature': createHmac('sha1', token).update(text, 'utf8').digest('base64') },
  });
}
