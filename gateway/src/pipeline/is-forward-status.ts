/** The way of a message, in order; `FrontlineDeliveryStatus` in the package knows the same. */
const WAY = ['queued', 'sending', 'sent', 'delivered', 'read'];

/** Nothing comes after these. */
const FINAL: ReadonlySet<string> = new Set(['failed', 'undelivered']);

/** Whether a delivery status is news to who knows another: further along, or final. Receipts arrive in any order and more than once. */
export function isForwardStatus(current: string | undefined, next: string | undefined): boolean {
  if (!next || (current && FINAL.has(current))) return false;
  return !current || FINAL.has(next) || WAY.indexOf(next) > WAY.indexOf(current);
}
