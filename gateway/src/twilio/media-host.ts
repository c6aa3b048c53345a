import { GatewayError } from '../errors.ts';

/** Files come from Twilio and its delivery network, and from nowhere else: `media.us1.twilio.com`, `mms.us1.twiliocdn.com`. */
const HOSTS = /(^|\.)(twilio\.com|twiliocdn\.com)$/;

/**
 * The address to fetch a file from. Names that end so are Twilio's to resolve: nobody else can make one lead into our own network.
 * @throws GatewayError `upstream_rejected` for any address that is not https at one of Twilio's hosts, on its usual port
 */
export function mediaUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  const isTwilios = url?.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '' && HOSTS.test(url.hostname);
  if (url === null || !isTwilios) {
    throw new GatewayError('upstream_rejected', `A file was to be fetched from ${url?.hostname ?? 'nowhere'}, which is not Twilio's.`);
  }
  return url;
}
