/**
 * What a text that is one keyword asks for. `stop` and `start` are a customer's word about messages; `agree` is one only from somebody who
 * said stop before, because people answer questions with it; `help` changes nothing.
 */
export type KeywordMeaning = 'stop' | 'start' | 'agree' | 'help';

/*
 * Twilio's default keywords: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out (STOP and its like, REVOKE and OPTOUT among
 * them) and https://help.twilio.com/articles/223134027 (START, YES, UNSTOP; HELP, INFO).
 */
const MEANINGS: ReadonlyMap<string, KeywordMeaning> = new Map([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'].map((word) => [word, 'stop'] as const),
  ...['START', 'UNSTOP'].map((word) => [word, 'start'] as const),
  ['YES', 'agree'],
  ...['HELP', 'INFO'].map((word) => [word, 'help'] as const),
]);

/** What Twilio says itself where Advanced Opt-Out is on: its keywords are the admin's own, in any language. */
const TYPES: ReadonlyMap<string, KeywordMeaning> = new Map([
  ['STOP', 'stop'],
  ['START', 'start'],
  ['HELP', 'help'],
]);

const AROUND = /^[\s\p{P}]+|[\s\p{P}]+$/gu;

/**
 * The meaning of a customer's text; undefined for everything but a keyword that stands alone, in whatever case.
 * Punctuation around a stop word does not save it: Twilio would go on, but whoever writes "Stop!" means it. Around any other it does,
 * because Twilio would not begin again.
 * @param optOutType Twilio's own word on it, which counts for more
 */
export function keywordMeaning(text: string, optOutType?: string): KeywordMeaning | undefined {
  const told = TYPES.get(optOutType?.toUpperCase() ?? '');
  if (told) return told;
  const exact = MEANINGS.get(text.trim().toUpperCase());
  if (exact) return exact;
  const bare = MEANINGS.get(text.replace(AROUND, '').toUpperCase());
  return bare === 'stop' ? bare : undefined;
}
