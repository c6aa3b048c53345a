import { InvalidArgumentError } from 'commander';

/**
 * Reads an option that is a whole number, for commander, which names the option and ends with "wrong use".
 * @throws InvalidArgumentError that says which numbers there are to choose from
 */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
