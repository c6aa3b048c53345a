/**
 * Attributes with ours added where there are none: what is there was put there by somebody else and stays.
 * Undefined when that changes nothing, so that nothing is written.
 */
export function mergeAttributes(
  existing: Readonly<Record<string, unknown>>,
  ours: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const merged = { ...ours, ...existing };
  return Object.keys(merged).length === Object.keys(existing).length ? undefined : merged;
}
