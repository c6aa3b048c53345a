import { createHmac } from 'node:crypto';

/** Form parameters; a repeated parameter is an array. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

const spelled = (name: string, value: string | readonly string[]) =>
  typeof value === 'string'
    ? name + value
    : [...new Set(value)]
        .sort()
        .map((one) => name + one)
        .join('');

/**
 * The value of X-Twilio-Signature for a form POST: base64 HMAC-SHA1, under the auth token, of the URL (query included, fragment not)
 * followed by every name and value, sorted by name. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export const sign = (authToken: string, url: string, form: Form): string => {
  const withoutFragment = url.split('#', 1)[0] ?? url;
  const parameters = Object.keys(form)
    .sort()
    .map((name) => spelled(name, form[name] ?? ''));
  return createHmac('sha1', authToken)
    .update(withoutFragment + parameters.join(''), 'utf8')
    .digest('base64');
};
