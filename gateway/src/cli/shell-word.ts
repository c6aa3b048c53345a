const HARMLESS = /^[\w:./@%+=-]+$/;

/** A text as one word of a shell, to be copied into a command line: an id may hold whatever a broken webhook had. */
export const shellWord = (text: string): string => (HARMLESS.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);
