export type Paint = 'bold' | 'dim' | 'red' | 'yellow' | 'green';

/** Where a command speaks, and asks. */
export interface Terminal {
  /** Standard output, one line or several. */
  readonly print: (text: string) => void;
  /** Standard error. */
  readonly complain: (text: string) => void;
  /** Changes the last line, where a person watches; else a line of its own. */
  readonly progress: (text: string) => void;
  /** As it is where colours do not show. */
  readonly paint: (style: Paint, text: string) => string;
  /** Undefined where nobody can be asked. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}
