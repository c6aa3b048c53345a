/** Remembers how to take writes back, for as long as a transaction runs; an inner one that is kept becomes part of the outer. */
export type Journal = {
  /** `undo` is called only if the transaction that is running now is not kept. */
  remember(undo: () => void): void;
  /** Runs `work`; unless it answers true, what was remembered meanwhile is undone, last first. */
  transaction(work: () => boolean): boolean;
};

export const createJournal = (): Journal => {
  const open: (() => void)[][] = [];
  return {
    remember: (undo) => open.at(-1)?.push(undo),
    transaction: (work) => {
      const undos: (() => void)[] = [];
      open.push(undos);
      let kept = false;
      try {
        kept = work();
      } finally {
        open.pop();
        if (kept) open.at(-1)?.push(...undos);
        else undos.toReversed().forEach((undo) => undo());
      }
      return kept;
    },
  };
};
