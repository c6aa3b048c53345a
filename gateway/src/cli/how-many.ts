/** `1 dead letter`, `2 dead letters`. */
export const howMany = (count: number, what: string): string => `${count.toLocaleString()} ${what}${count === 1 ? '' : 's'}`;
