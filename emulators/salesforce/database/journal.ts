/** Remembers how to take writes back, for as long as a transaction runs; an inner one that is kept becomes part of the outer. */
export type Journal = {
  /** `undo` is called only if the transaction that is running now is not kept, or goes back behind this point. */
  remember(undo: () => void): void;
  /** Calls `work` once the outermost transaction is kept, unless it went back behind this point; at once where none is running. */
  onCommit(work: () => void): void;
  /** Runs `work`; unless it answers true, what was remembered meanwhile is undone, last first. */
  transaction(work: () => boolean): boolean;
  /** A point of the running transaction. It costs nothing, and holds until the transaction goes back behind it or ends. */
  mark(): number;
  /** Undoes what was remembered since a mark, last first. */
  undoTo(mark: number): void;
};

type Entry = { readonly undo?: () => void; readonly commit?: () => void };

class OpenJournal implements Journal {
  #entries: Entry[] = [];
  #depth = 0;

  remember(undo: () => void): void {
    if (this.#depth > 0) this.#entries.push({ undo });
  }

  onCommit(work: () => void): void {
    if (this.#depth > 0) this.#entries.push({ commit: work });
    else work();
  }

  transaction(work: () => boolean): boolean {
    const start = this.mark();
    let kept = false;
    this.#depth += 1;
    try {
      kept = work();
    } finally {
      if (!kept) this.undoTo(start);
      this.#depth -= 1;
    }
    if (this.#depth === 0) this.#commit();
    return kept;
  }

  mark(): number {
    return this.#entries.length;
  }

  undoTo(mark: number): void {
    while (this.#entries.length > mark) this.#entries.pop()?.undo?.();
  }

  #commit(): void {
    const entries = this.#entries;
    this.#entries = [];
    for (const entry of entries) entry.commit?.();
  }
}

export const createJournal = (): Journal => new OpenJournal();
