import { describe, expect, it } from '@jest/globals';
import { isRecordId } from './record-id.ts';

describe('isRecordId', () => {
  it.each([
    ['0035i0000000002', true],
    ['0035i0000000002AAA', true],
    ['0035i0000000002AAB', false],
    ['0035I0000000002AAA', false],
    ['001A0000006Vm9r', true],
    ['001A0000006Vm9rIAC', true],
    ['0035i00000000', false],
    ["0035i0000000002' OR", false],
    ['', false],
  ])('%p: %p', (text, expected) => expect(isRecordId(text)).toBe(expected));
});
