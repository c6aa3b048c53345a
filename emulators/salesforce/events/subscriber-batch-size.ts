import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** Metadata API Developer Guide, "PlatformEventSubscriberConfig": batchSize is 1 to 2,000. */
const config = z.object({
  PlatformEventSubscriberConfig: z.object({
    platformEventConsumer: z.string(),
    batchSize: z.coerce.number().int().min(1).max(2000).optional(),
  }),
});

/**
 * The batch size that the package gives a trigger; undefined when it says nothing. Throws when a configuration file is not what the
 * platform would deploy. `packageDirectory` is where force-app's metadata is.
 */
export const subscriberBatchSize = (packageDirectory: string, triggerName: string): number | undefined => {
  const files = globSync('**/*.platformEventSubscriberConfig-meta.xml', { cwd: packageDirectory });
  const configs = files.map((file) => config.parse(new XMLParser().parse(readFileSync(join(packageDirectory, file), 'utf8'))));
  return configs.map((each) => each.PlatformEventSubscriberConfig).find((each) => each.platformEventConsumer === triggerName)?.batchSize;
};
