import { z } from 'zod';

const bytes = z.instanceof(Buffer);

/** Requests of `eventbus.v1`, as the proto loader decodes them: missing fields have their defaults. */
export const pubsubMessages = {
  topicRequest: z.object({ topicName: z.string() }),
  schemaRequest: z.object({ schemaId: z.string() }),
  publishRequest: z.object({
    topicName: z.string(),
    events: z.array(z.object({ id: z.string(), schemaId: z.string(), payload: bytes })),
  }),
  fetchRequest: z.object({
    topicName: z.string(),
    replayPreset: z.enum(['LATEST', 'EARLIEST', 'CUSTOM']),
    replayId: bytes,
    numRequested: z.number().int(),
  }),
};

export type PublishRequest = z.infer<typeof pubsubMessages.publishRequest>;
export type ProducerEvent = PublishRequest['events'][number];
export type FetchRequest = z.infer<typeof pubsubMessages.fetchRequest>;
