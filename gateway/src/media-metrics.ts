import { Counter, type Registry } from 'prom-client';
import type { MediaObserver } from './media/work-media.ts';

/** Counts what became of files of messages. */
export function mediaMetrics(registry: Registry): MediaObserver {
  const registers = [registry];
  const files = new Counter({
    name: 'frontline_media_total',
    help: 'Files of messages by what became of them; linked counts once more, when the Task shows the file',
    labelNames: ['outcome'],
    registers,
  });
  const bytes = new Counter({ name: 'frontline_media_bytes_total', help: 'Bytes of files that were stored in Salesforce', registers });
  return {
    onMedia: (outcome, stored = 0) => {
      files.inc({ outcome });
      bytes.inc(stored);
    },
  };
}
