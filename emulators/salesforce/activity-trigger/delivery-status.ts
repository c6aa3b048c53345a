const way = ['queued', 'sending', 'sent', 'delivered', 'read'];
const final = new Set(['failed', 'undelivered']);

/** Whether `next` is news to a message in state `current`: receipts come in any order and more than once. */
export const isForward = (current: string | null, next: string | null): next is string => {
  if (!next || final.has(current ?? '')) return false;
  return !current || final.has(next) || way.indexOf(next) > way.indexOf(current);
};
