export type PublishFaults = {
  /** Makes this percentage of events (0 to 100) fail one by one, each with its own PublishResult error. */
  failPercent(percent: number): void;
  /** Whether the next event fails. */
  strikes(): boolean;
  /** Refuses whole requests that hold an event with this text in its payload; undefined ends it. */
  poison(text: string | undefined): void;
  isPoisoned(payload: Buffer): boolean;
};

/** A switch for single events that the bus refuses. Evenly spread, not by chance, so that 50 % of four events is two. */
export const createPublishFaults = (): PublishFaults => {
  let percent = 0;
  let debt = 0;
  let poison: string | undefined;
  return {
    poison: (text) => {
      poison = text;
    },
    isPoisoned: (payload) => poison !== undefined && payload.includes(poison),
    failPercent: (value) => {
      if (!(value >= 0 && value <= 100)) throw new RangeError(`a percentage is from 0 to 100, not ${value}`);
      percent = value;
      debt = 0;
    },
    strikes: () => {
      debt += percent;
      if (debt < 100) return false;
      debt -= 100;
      return true;
    },
  };
};
