/** The parser's types promise every part of a rule; a part that was not written is null or undefined all the same. */
export const optional = <T>(part: T): T | null | undefined => part;
