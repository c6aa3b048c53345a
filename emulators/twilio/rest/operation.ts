import type { z } from 'zod';
import type { Origin } from '../conversations/origin.ts';
import type { World } from '../world.ts';
import { parseParameters } from './parse-parameters.ts';

/** A request after authentication and routing, before its parameters are checked. */
export type RawCall = {
  world: World;
  /** Values of the path's `:names`. */
  path: Readonly<Record<string, string>>;
  /** Query of a GET or DELETE, form or JSON body of a POST or PUT. */
  parameters: unknown;
  origin: Origin;
  place: Place;
};

/** Where the request was addressed, as `url` fields and page links spell it. */
export type Place = {
  /** `https://conversations.twilio.com/v1`, or that with `/Services/IS...`. */
  base: string;
  /** The whole resource without query. */
  resource: string;
  /** Set when the request went through `/v1/Services/IS.../`. */
  serviceSid: string | undefined;
};

export type Call<P> = Omit<RawCall, 'parameters'> & { parameters: P };
export type Answer = { status: 200 | 201 | 202 | 204; body?: unknown };
export type Method = 'get' | 'post' | 'put' | 'delete';

/** One operation of the API, its parameters checked before `handle` sees them. */
export type Operation = { method: Method; path: string; run: (call: RawCall) => Promise<Answer> };

type Definition<S extends z.ZodType> = {
  method: Method;
  /** Express path below `/v1`. */
  path: string;
  /** A strict object: unknown parameters are refused. */
  parameters: S;
  handle: (call: Call<z.output<S>>) => Answer | Promise<Answer>;
};

/** Ties an operation's parameters to its handler. */
export const operation = <S extends z.ZodType>({ method, path, parameters, handle }: Definition<S>): Operation => ({
  method,
  path,
  run: async (call) => handle({ ...call, parameters: parseParameters(parameters, call.parameters) }),
});
