import { foldText } from './fold-text.ts';

/** The searchable words of a text: runs of letters and digits, folded; every other character divides. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
