/** One command of a plan, with the name under which it is announced. */
export interface Step {
  readonly name: string;
  /** `sf` is whichever Salesforce CLI there is: the host's, else the pinned one. */
  readonly command: 'sf' | 'node';
  readonly args: readonly string[];
  /** What the command reads from its environment besides what is there already. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A step for the Salesforce CLI; the words of the command are separated by blanks. */
export const sf = (name: string, command: string, ...flags: readonly string[]): Step => ({
  name,
  command: 'sf',
  args: [...command.split(' '), ...flags],
});
