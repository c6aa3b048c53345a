/**
 * How the platform compares texts for a user with an English locale: by the UTF-8 values of the upper-case characters
 * (SOQL and SOSL Reference, "ORDER BY"). Equality uses the same key, so that order and equality never disagree.
 */
export const collationKey = (text: string): string => text.toUpperCase();
