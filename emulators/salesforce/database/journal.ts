/** Remembers how to take writes back, for as long as a transaction runs; an inner one that is kept becomes part of the outer. */
export type Journal = {
  /** `undo` is called only if the transaction that is running now is not kept, or goes back behind this point. */
  remember(undo: () => void): void;
  /** Runs `work`; unless it answers true, what was remembered meanwhile is undone, last first. */
  transaction(work: () => boolean): boolean;
  /** A point of the running transaction. It costs nothing, and holds until the transaction goes back behind it or ends. */
  mark(): number;
  /** Undoes what was remembered since a mark, last first. */
  undoTo(mark: number): void;
};

export const createJournal = (): Journal => {
  const undos: (() => void)[] = [];
  let depth = 0;
  const undoTo = (mark: number) => {
    while (undos.length > mark) undos.pop()?.();
  };
  return {
    remember: (undo) => {
      if (depth > 0) undos.push(undo);
    },
    transaction: (work) => {
      const start = undos.length;
      let kept = false;
      depth += 1;
      try {
        kept = work();
      } finally {
        if (!kept) undoTo(start);
        depth -= 1;
        if (depth === 0) undos.length = 0;
      }
      return kept;
    },
    mark: () => undos.length,
    undoTo,
  };
};
