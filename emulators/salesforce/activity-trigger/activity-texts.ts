/** The words that the package's custom labels put on records. */
export const activityTexts = {
  eventWithoutKey: 'The event has no key, so no Task can be found or written for it.',
  unknownKind: (kind: string) => `The event is of an unknown kind: ${kind}.`,
  messageDeleted: 'Message deleted',
  messageSubject: 'Text message',
  noActiveOwner: "No active user can own the Task: not the rep, not the record's owner, not the fallback owner of the settings.",
  whoHasMoved: (from: string, to: string) => `${from} was merged or converted: recorded on ${to}.`,
  whoIsGone: (id: string) => `${id} is no longer a Contact or Lead here: recorded without it.`,
};
