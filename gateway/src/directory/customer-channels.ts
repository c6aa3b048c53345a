import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { parseAddress } from './address.ts';

/** How a customer can be reached, as a rep typed it. */
export interface CustomerChannels {
  /** E.164; absent when there is none that can be texted. */
  readonly number?: string;
  readonly email?: string;
}

const channelsSchema = z.array(z.object({ type: z.string(), value: z.string().max(320) })).max(20);

/**
 * Reads the `Channels` of a new customer: JSON of a list of `{type, value}`.
 * @param country whose way of writing numbers is assumed where no plus leads
 * @returns undefined when the text is not such a list
 */
export function readChannels(text: string, country: CountryCode): CustomerChannels | undefined {
  const channels = channelsSchema.safeParse(parseJson(text)).data;
  if (channels === undefined) return undefined;
  const valuesOf = (...types: readonly string[]) =>
    channels.filter(({ type }) => types.includes(type.toLowerCase())).map(({ value }) => value);
  const [number] = valuesOf('sms', 'whatsapp', 'voice').flatMap((value) => numberIn(value, country) ?? []);
  const email = valuesOf('email').find((value) => z.email().safeParse(value).success);
  return { ...(number !== undefined && { number }), ...(email !== undefined && { email }) };
}

function numberIn(value: string, country: CountryCode): string | undefined {
  const phone = parsePhoneNumber(parseAddress(value)?.number ?? value, country);
  return phone?.isPossible() ? phone.number : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
