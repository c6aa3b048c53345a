/** Where a customer's words and address still are after a purge, and how to erase them there. */
export const REMAINS = [
  {
    where: 'Salesforce',
    what: 'The Tasks of the messages, the Files that came with them, the record of the customer, its consents, and failures that quote a message.',
    how: 'Delete the Files (Frontline Key on ContentVersion) and the Tasks, set the reason of their Frontline Tombstones to Erased, empty the recycle bin (docs/storage.md); then the rest.',
  },
  {
    where: 'Twilio, Conversations',
    what: 'The conversations with their messages and participants.',
    how: 'Delete each conversation in the Console or over the API (DELETE /v1/Conversations/CH...).',
  },
  {
    // https://www.twilio.com/en-us/blog/new-data-controls-twilio-messaging: access for 7 to 400 days, 400 unless it is set.
    where: 'Twilio, message logs',
    what: 'Each message, for up to 400 days whatever is deleted elsewhere, and in backups after that where those are on.',
    how: 'Delete messages over the Messages API; shorten the retention in the Console, Messaging, Settings.',
  },
  {
    where: 'Copies of the store',
    what: 'Backups of the database or of DATA_DIR made before now.',
    how: 'Let them expire. After restoring one, purge again.',
  },
] as const;
