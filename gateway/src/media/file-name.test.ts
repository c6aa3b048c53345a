import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../testing/any-character.ts';
import { fileName } from './file-name.ts';
import { readMedia } from './media-item.ts';
import { isAmong } from './media-types.ts';

const SID = `ME${'a1'.repeat(16)}`;
const named = (filename: string, contentType = 'image/jpeg') => fileName({ sid: SID, contentType, filename });

describe('fileName', () => {
  it.each([
    ['a cat.jpg', 'image/jpeg', 'a cat', 'a cat.jpg'],
    ['Invoice 12.PDF', 'application/pdf', 'Invoice 12', 'Invoice 12.pdf'],
    ['cat.html', 'image/png', 'cat', 'cat.png'],
    ['../../etc/passwd', 'text/plain', 'etc passwd', 'etc passwd.txt'],
    ['C:\\photos\\me.png', 'image/png', 'C photos me', 'C photos me.png'],
    ['invoice\u202Egnp.exe', 'application/pdf', 'invoice gnp', 'invoice gnp.pdf'],
    ['a\u0000b\nc', 'text/plain', 'a b c', 'a b c.txt'],
    ['.htaccess', 'text/plain', 'htaccess', 'htaccess.txt'],
    ['', 'audio/ogg', `audio ${SID.slice(0, 10)}`, `audio ${SID.slice(0, 10)}.ogg`],
    ['...', 'application/pdf', `document ${SID.slice(0, 10)}`, `document ${SID.slice(0, 10)}.pdf`],
    ['plan.dwg', 'application/acad', 'plan', 'plan.dwg'],
    ['plan', 'application/acad', 'plan', 'plan.bin'],
  ])('names %j of type %s', (filename, contentType, title, path) => {
    expect(named(filename, contentType)).toEqual({ title, path });
  });

  it('does no harm, whatever a sender makes of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 600 }), fc.constantFrom('image/png', 'x/y'), (filename, contentType) => {
        const { title, path } = named(filename, contentType);
        expect(title).not.toBe('');
        expect(path).toMatch(/\.[a-z0-9]{1,8}$/);
        expect(path).not.toMatch(/[\p{C}<>:"/\\|?*]|^\.|^\s/u);
        expect(Array.from(path).length).toBeLessThanOrEqual(210);
      }),
    );
  });
});

describe('readMedia', () => {
  it('reads what a webhook announces, and skips what names no file', () => {
    const list = [
      { Sid: SID, Filename: null, ContentType: 'Audio/OGG; codecs=opus', Size: 3 },
      { Sid: 'ME../../x' },
      'rubbish',
      { Sid: SID, Filename: 'a.bin' },
    ];
    expect(readMedia(JSON.stringify(list))).toEqual([
      { sid: SID, contentType: 'audio/ogg' },
      { sid: SID, contentType: 'application/octet-stream', filename: 'a.bin' },
    ]);
    expect([undefined, '', 'no json', '{}', 'null'].map(readMedia)).toEqual([[], [], [], [], []]);
  });
});

describe('isAmong', () => {
  it('takes a type by its name or its family, and no other that begins alike', () => {
    expect(isAmong(['image/*', 'application/pdf'], 'image/png')).toBe(true);
    expect(isAmong(['image/*', 'application/pdf'], 'application/pdf')).toBe(true);
    expect(isAmong(['image/*', 'application/pdf'], 'application/pdfx')).toBe(false);
    expect(isAmong(['image/*'], 'imagery/png')).toBe(false);
    expect(isAmong(['image/*'], 'image/svg+xml')).toBe(false);
    expect(isAmong(['image/svg+xml'], 'image/svg+xml')).toBe(true);
  });
});
