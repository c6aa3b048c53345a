import { webhookEventSchema } from './webhook-event.ts';

/** What is wrong with a webhook that does not parse, for its own event type (a union reports the misfit with every type). Quotes nothing. */
export function eventProblems(params: unknown): string {
  const eventType: unknown = typeof params === 'object' && params !== null && 'EventType' in params ? params.EventType : undefined;
  const own = webhookEventSchema.options.find((option) => option.shape.EventType.value === eventType);
  const issues = own?.safeParse(params).error?.issues ?? [];
  const names = [...new Set(issues.map((issue) => issue.path.join('.')))];
  return `The webhook does not parse: ${names.length > 0 ? `missing or malformed ${names.join(', ')}` : 'the event type is unknown'}.`;
}
