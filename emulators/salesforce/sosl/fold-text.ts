/** Search is without regard to case and accents: `Müller` and `muller` are one (SOSL, FIND clause). */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
