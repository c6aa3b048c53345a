/** A text of somebody else without what could move a terminal's cursor or change its colours; line breaks stay. */
export const plain = (text: string): string => text.replace(/(?!\n)\p{Cc}/gu, '\ufffd');
