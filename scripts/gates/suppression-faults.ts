import { metadataFiles } from '../../config/force-app/metadata-files.ts';

const SUPPRESSION = /@SuppressWarnings|NOPMD|sfge-disable|code-analyzer-(?:un)?suppress|eslint-disable/;
const COMMENT = /^\s*\/\/\s*\S+(?:\s+\S+){2,}/;

/** Every suppression in the code whose line before does not say why, in a comment of its own of at least three words. */
export const suppressionFaults = (root: string): string[] =>
  ['.cls', '.trigger', '.ts', '.js']
    .flatMap((ending) => metadataFiles(root, 'force-app', ending))
    .flatMap(({ path, text }) => {
      const lines = text.split('\n');
      return lines.flatMap((line, index) =>
        SUPPRESSION.test(line) && !COMMENT.test(lines[index - 1] ?? '')
          ? [`${path}:${index + 1}: a suppression; the line before must say why in a comment`]
          : [],
      );
    });
