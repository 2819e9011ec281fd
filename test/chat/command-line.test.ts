import { describe, expect, it } from 'vitest';
import { mistypedIn, readLine, readWords } from '../../adapters/chat/command-line.ts';
import { animate } from '../../commands/animate.ts';
import { join } from '../../commands/join.ts';
import { rate } from '../../commands/rate.ts';
import { reroll } from '../../commands/reroll.ts';
import { settings } from '../../commands/settings.ts';

const known = { effects: ['parallax', 'kiss', 'zoom-in', 'pan'], engines: ['local'], models: ['local-2.5d'] };
const id = 'AAAAAAAAAAAAAAAAAAAA-_';

describe('a line of a chat', () => {
  it('is a command with what stands behind it', () => {
    expect(readLine('/animate  slow zoom ', 'bot')).toEqual({ command: 'animate', rest: 'slow zoom' });
    expect(readLine('/Animate@Bot\nkiss', 'bot')).toEqual({ command: 'animate', rest: 'kiss' });
  });

  it.each(['animate', '/animate@other_bot kiss', 'look: /animate', '/', ''])('is none: %s', (text) => {
    expect(readLine(text, 'bot')).toBeNull();
  });
});

describe('words behind a command', () => {
  const read = (words: string) => readWords(words, animate.options, known);

  it('are the wish, as it was written', () => {
    expect(read('slow zoom\non grandmother')).toEqual({ prompt: 'slow zoom\non grandmother' });
    expect(read('pan left')).toEqual({ prompt: 'pan left' });
    expect(read('note: <b>hi</b>')).toEqual({ prompt: 'note: <b>hi</b>' });
  });

  it('are an effect when they are nothing else', () => {
    expect(read('Kiss')).toEqual({ effect: 'kiss' });
    expect(read('effect:kiss zoom-in')).toEqual({ effect: 'kiss', prompt: 'zoom-in' });
  });

  it('can say any option by its name', () => {
    expect(read('seconds:3 slow Ratio=9:16 zoom watermark:“by Ana”')).toEqual({
      seconds: '3',
      ratio: '9:16',
      watermark: 'by Ana',
      prompt: 'slow zoom',
    });
  });

  it('never say which files are meant', () => {
    expect(read('photos:/etc/passwd')).toEqual({ prompt: 'photos:/etc/passwd' });
  });

  const slip = (words: string, near: boolean) => mistypedIn(words, animate.options, near)?.nearest;

  it.each([
    ['slow zoom moton:high', 'motion', 'motion'],
    ['secnds=6', 'seconds', 'seconds'],
    ['mood:calm', 'loop', undefined],
    ['a sign that says “stay: calm”, at 10:30', undefined, undefined],
    ['like https://example.com/a?b=c', undefined, undefined],
    ['motion:high prompt:"moton:high"', undefined, undefined],
    ['photos:/etc/passwd', '', undefined],
  ])('with a slip in the name of an option are noticed: %s', (words, strict, near) => {
    expect([slip(words, false), slip(words, true)]).toEqual([strict, near]);
  });

  it('hold ids and choices where a command wants them', () => {
    expect(readWords(`${id} up`, rate.options, known)).toEqual({ id, to: 'up' });
    expect(readWords(`${id} seed:7`, reroll.options, known)).toEqual({ id, seed: '7' });
    expect(readWords(`id:${id} clip2:${id}`, join.options, known)).toEqual({ id, clip2: id });
    expect(readWords('keep-days:30', settings.options, known)).toEqual({ 'keep-days': '30' });
  });
});
