import { describe, expect, it } from '@jest/globals';
import { whoActs } from './who-acts.ts';

const MACHINE = { userName: () => 'ana', hostName: 'desk' };
const nobody = () => {
  throw new Error('uv_os_get_passwd returned ENOENT');
};

describe('who acts', () => {
  it.each([
    [{}, MACHINE, 'ana@desk'],
    [{ FRONTLINE_OPERATOR: ' Ren\u0065\u0301 Dupr\u00e9 ' }, MACHINE, 'Ren\u00e9 Dupr\u00e9'],
    [{ FRONTLINE_OPERATOR: '' }, { ...MACHINE, userName: nobody }, 'unknown@desk'],
    [{}, { ...MACHINE, hostName: '\u0000'.repeat(200) }, `ana@${'?'.repeat(96)}`],
  ])('%j %j: %s', (environment, machine, name) => {
    expect(whoActs({ environment, ...machine })).toBe(name);
  });

  it.each(['a'.repeat(101), 'ana\nvega', '\u202eana'])('is not %j, which is refused instead of changed', (name) => {
    expect(() => whoActs({ environment: { FRONTLINE_OPERATOR: name }, ...MACHINE })).toThrow('FRONTLINE_OPERATOR: must be a name');
  });
});
