/**
 * What a single-word text means to the network: https://help.twilio.com/articles/223134027, with REVOKE and OPTOUT as
 * https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out lists them.
 */
const meanings: Readonly<Record<string, 'stop' | 'start' | 'help'>> = {
  STOP: 'stop',
  STOPALL: 'stop',
  UNSUBSCRIBE: 'stop',
  CANCEL: 'stop',
  END: 'stop',
  QUIT: 'stop',
  REVOKE: 'stop',
  OPTOUT: 'stop',
  START: 'start',
  UNSTOP: 'start',
  YES: 'start',
  HELP: 'help',
  INFO: 'help',
};

/** Twilio's standard keywords: the whole text, case and surrounding blanks ignored. */
export const keywordMeaning = (body: string): 'stop' | 'start' | 'help' | undefined => meanings[body.trim().toUpperCase()];
