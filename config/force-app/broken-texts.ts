import { metadataFiles } from './metadata-files.ts';

// An element that holds a text and nothing else, with a line break at its edge.
const BROKEN = /<(\w+)(?:\s[^>]*)?>(?:\s*\n[^<>]*\S[^<>]*|[^<>]*\S[^<>]*\n\s*)<\/\1>/g;

// Blanks around a formula do no harm; one inside an operator does.
const FORMULA = /formula$/i;
const SPLIT_OPERATOR = /&lt;\s+(?:&gt;|=)|&gt;\s+=/;

/** Texts that a formatter has broken: the line break and the blanks would be in the label, the value, the header that is sent. */
export const brokenTexts = (root: string): string[] =>
  ['force-app', 'config/org']
    .flatMap((folder) => metadataFiles(root, folder, '-meta.xml'))
    .flatMap(({ path, text }) => [
      ...[...text.matchAll(BROKEN)]
        .filter(([, element = '']) => !FORMULA.test(element))
        .map(([, element = '']) => `${path}: <${element}> begins or ends with a line break`),
      ...(SPLIT_OPERATOR.test(text) ? [`${path}: an operator of a formula is split by a blank`] : []),
    ]);
