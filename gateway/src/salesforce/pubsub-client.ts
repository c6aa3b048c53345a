import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import { toSalesforceError } from './salesforce-error.ts';
import { avroCodec, type AvroCodec } from './avro-codec.ts';
import type { PubSubChannel } from './pubsub-channel.ts';

/** An event ready to be sent; the id comes back with its result. */
export interface EncodedEvent {
  readonly id: string;
  readonly schemaId: string;
  readonly payload: Buffer;
}

/** What became of one event: where it is stored, or why it is not. */
export interface EventResult {
  readonly id: string;
  /** Base64. */
  readonly replayId?: string;
  readonly error?: string;
}

/** Publishes platform events. Every method rejects with a GatewayError. */
export interface PubSubClient {
  /** The codec of a topic's present schema, remembered until an event is refused or the topic has another schema. */
  readonly codec: (topic: string) => Promise<AvroCodec>;
  /** Stores events; one result for each that the answer names. A rejection says nothing about any of them. */
  publish(topic: string, events: readonly EncodedEvent[]): Promise<readonly EventResult[]>;
}

const topicSchema = z.object({ schemaId: z.string().min(1), canPublish: z.boolean() });
const schemaInfoSchema = z.object({ schemaId: z.string(), schemaJson: z.string() });
const answerSchema = z.object({
  schemaId: z.string(),
  results: z.array(
    z.object({
      correlationKey: z.string(),
      replayId: z.instanceof(Uint8Array),
      error: z.object({ code: z.string(), msg: z.string() }).nullish(),
    }),
  ),
});

/** The Pub/Sub API's unary calls, with schemas remembered by id and by topic. */
export function pubSubClient(channel: Pick<PubSubChannel, 'call'>): PubSubClient {
  const codecs = new Map<string, AvroCodec>();
  const topics = new Map<string, Promise<AvroCodec>>();

  const read = async (topicName: string): Promise<AvroCodec> => {
    const { schemaId, canPublish } = topicSchema.parse(await channel.call('GetTopic', { topicName }));
    if (!canPublish) throw new GatewayError('upstream_refused', `The integration user may not publish ${topicName}.`);
    const known = codecs.get(schemaId);
    if (known !== undefined) return known;
    const codec = avroCodec(schemaInfoSchema.parse(await channel.call('GetSchema', { schemaId })));
    codecs.set(schemaId, codec);
    return codec;
  };
  return {
    codec: (topic) => {
      const codec = topics.get(topic) ?? read(topic);
      topics.set(topic, codec);
      return codec.catch((thrown: unknown) => {
        topics.delete(topic);
        throw toSalesforceError(thrown);
      });
    },
    publish: async (topicName, events) => {
      try {
        const { schemaId, results } = answerSchema.parse(await channel.call('Publish', { topicName, events }));
        const isCurrent = schemaId === '' || events.every((event) => event.schemaId === schemaId);
        if (!isCurrent || results.some(({ error }) => error)) topics.delete(topicName);
        return results.map(toEventResult);
      } catch (thrown) {
        topics.delete(topicName);
        throw toSalesforceError(thrown);
      }
    },
  };
}

function toEventResult({ correlationKey: id, replayId, error }: z.infer<typeof answerSchema>['results'][number]): EventResult {
  if (error) return { id, error: `${error.code}: ${error.msg}` };
  return { id, replayId: Buffer.from(replayId).toString('base64') };
}
