import { describe, expect, it } from '@jest/globals';
import { zonesOfNumber } from './zones-of-number.ts';

const zonesOf = (code: string) => [...zonesOfNumber(`+1${code}5550132`)].sort();

describe('the time zones of a number', () => {
  it('are those of its area code', () => {
    expect(zonesOf('212')).toEqual(['America/New_York']);
    expect(zonesOf('689')).toEqual(['America/New_York']);
    expect(zonesOf('471')).toEqual(['America/Chicago']);
  });

  // An overlay lies where its base lies (NANPA, planning letters).
  it.each([
    ['250', '236', '257', '672', '778'],
    ['270', '364'],
    ['306', '474', '639'],
    ['407', '321', '689'],
    ['418', '367', '581'],
    ['423', '729'],
    ['541', '458'],
    ['812', '930'],
    ['850', '448'],
    ['204', '431', '584'],
    ['403', '587', '825', '368'],
    ['604', '236', '672', '778'],
  ])('of %s are all there in its overlays', (base, ...overlays) => {
    for (const overlay of overlays) expect(zonesOf(overlay)).toEqual(expect.arrayContaining(zonesOf(base)));
  });

  it('are all of the country for others, and of both large ones for a code that nobody knows', () => {
    expect(zonesOfNumber('+4915112345678')).toContain('Europe/Berlin');
    expect(zonesOf('297')).toEqual(expect.arrayContaining(['America/New_York', 'Pacific/Honolulu', 'America/St_Johns']));
    expect(zonesOfNumber('+883510012345')).toEqual([]);
  });
});
