/** One person's number: who has it, and the way in which somebody typed it. */
export type DemoPhone = { readonly text: string; readonly country: 'United States' | 'United Kingdom' };

type Style = (area: string, line: string) => string;

/** 555-0100 to 555-0199 are kept for fiction in every US area code (North American Numbering Plan, 555 line numbers). */
const americanStyles: readonly Style[] = [
  (area, line) => `(${area}) 555-${line}`,
  (area, line) => `${area}.555.${line}`,
  (area, line) => `+1${area}555${line}`,
  (area, line) => `1-${area}-555-${line}`,
  (area, line) => `${area}-555-${line}`,
  (area, line) => `${area}555${line}`,
  (area, line) => `+1 ${area} 555 ${line}`,
  (area, line) => `${area}.555.${line} x12`,
  (area, line) => `(${area}) 555-${line} ext. 7`,
];

/** Ofcom keeps 020 7946 0xxx and 07700 900xxx for drama. */
const britishStyles: readonly ((last: string) => string)[] = [
  (last) => `+44 20 7946 0${last}`,
  (last) => `020 7946 0${last}`,
  (last) => `0044 20 7946 0${last}`,
  (last) => `+44 7700 900${last}`,
  (last) => `07700 900${last}`,
  (last) => `+44 (0)7700 900${last}`,
];

const AREAS = ['212', '303', '312', '404', '503', '617', '702', '713', '808', '917'];

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

/** The n-th number of the demo: every sixth is British, none is given twice below 1,000. */
export const demoPhone = (n: number): DemoPhone => {
  if (n % 6 === 5) {
    const last = String(200 + ((n * 7) % 797)).padStart(3, '0');
    return { text: pick(britishStyles, Math.floor(n / 6))?.(last) ?? '', country: 'United Kingdom' };
  }
  const area = pick(AREAS, n) ?? '';
  const line = `01${String(Math.floor(n / AREAS.length) % 100).padStart(2, '0')}`;
  return { text: pick(americanStyles, n + Math.floor(n / 9))?.(area, line) ?? '', country: 'United States' };
};
