import { describe, expect, it } from '@jest/globals';
import { showLetter, showLetters } from './show-letters.ts';

const letter = {
  id: 'inbox:onMessageAdded:IM1',
  queue: 'inbox',
  kind: 'onMessageAdded',
  conversationSid: `CH${'0'.repeat(32)}`,
  attempts: 11,
  reason:
    'The gateway failed unexpectedly, 11 times, at last with GatewayError: Salesforce answered a record that the gateway cannot read.',
  createdAt: '2026-11-21T10:00:00.000Z',
} as const;
const context = {
  terminal: {
    print: () => undefined,
    complain: () => undefined,
    progress: () => undefined,
    paint: (_style: string, text: string) => text,
    confirm: undefined,
  },
  programName: 'frontline',
  now: () => new Date('2026-11-21T12:00:00.000Z'),
  filter: {},
};

describe('dead letters on a terminal', () => {
  it('show age, kind, conversation, reason and what to type, in 80 columns', () => {
    const lines = showLetters(context)({ letters: [letter], next: 'p2' });
    expect(lines.slice(0, 2)).toEqual([letter.id, `  onMessageAdded, 2 h old, ${letter.conversationSid}, tried 11 times`]);
    expect(lines).toContain('  frontline dead-letters replay inbox:onMessageAdded:IM1');
    expect(lines.at(-1)).toBe('  frontline dead-letters list --after p2');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('keep to what was asked for when they go on', () => {
    const asked = showLetters({ ...context, filter: { kind: 'onMessageAdded', reason: 'not parse' } });
    const lines = asked({ letters: [letter], next: 'p2' });
    expect(lines).toContain("  frontline dead-letters replay --kind onMessageAdded --reason 'not parse'");
    expect(lines.at(-1)).toBe("  frontline dead-letters list --kind onMessageAdded --reason 'not parse' --after p2");
    expect(asked({ letters: [] })).toEqual(["No dead letters with --kind onMessageAdded --reason 'not parse'."]);
  });

  it('neither obey what a broken webhook says, nor let a shell obey it', () => {
    const nasty = {
      ...letter,
      id: "inbox:x:'; rm -rf ~ #",
      reason: 'red \u001b[31mred \u009b2J',
      payload: { Body: '\u001b]0;title\u0007\u009b2J' },
    };
    const text = [...showLetter(context)(nasty), ...showLetters(context)({ letters: [nasty] })].join('\n');
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(text).toContain(String.raw`frontline dead-letters replay 'inbox:x:'\''; rm -rf ~ #'`);
  });
});
