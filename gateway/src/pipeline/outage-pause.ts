/** By how much each try in a row that came to nothing before it was made lengthens the pause of the next. */
const STEP_MS = 3;

/** So late at most is anybody's turn after an outage. */
const MAX_MS = 60_000;

export interface OutagePause {
  /** Something could not even be tried; answers how long it waits at least, in milliseconds. */
  readonly untried: () => number;
  /** Something was done: the outage is over, or is none to everybody. */
  readonly worked: () => void;
}

/**
 * While the other side is down, every lane that waits is taken, found to be in vain and written back: cheap for a few, but tens of thousands
 * would keep processor and disk busy for as long as it lasts. So the more of them there are, and the longer it lasts, the longer each waits;
 * one after the other, so that they do not come back all at once.
 */
export function outagePause(): OutagePause {
  let inARow = 0;
  return {
    untried: () => Math.min(MAX_MS, STEP_MS * inARow++),
    worked: () => void (inARow = Math.floor(inARow / 2)),
  };
}
