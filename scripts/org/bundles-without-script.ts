import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The Lightning web components below a folder that have no `.js` of their own name: deployed so, a page that uses one breaks.
 * @returns the components' folders, from the given one
 */
export const bundlesWithoutScript = (folder: string): string[] => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const bundles = files.filter((path) => path.endsWith('.js-meta.xml')).map((path) => dirname(path));
  return bundles.filter((bundle) => !existsSync(join(folder, bundle, `${basename(bundle)}.js`)));
};
