import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { tableLines } from '../../adapters/terminal/report.ts';
import { openScreen } from '../../adapters/terminal/screen.ts';
import { english } from '../messages/opened.ts';

const evil = '\u001b]0;owned\u0007cat\n\u202egpj.jpg';

it('names of files are shown on a terminal, not obeyed, and keep to their line of the table', () => {
  const [out, error] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })];
  const screen = openScreen(out, error);
  const result = {
    task: { label: evil, raw: {}, out: evil },
    failure: { kind: 'photo_empty', facts: { role: 'photo' } },
  };
  const results = [1, 2].map(() => ({ ...result, clips: [], advice: [], credits: 0 }) as never);
  for (const line of tableLines(english, results)) screen.print(line);
  screen.complain(`photoplay: ${evil}`);
  screen.progress(0.5, evil);
  const [table, told] = [String(out.read()), String(error.read())];
  expect(table.split('\n')).toHaveLength(5);
  expect(told.split('\n')).toHaveLength(2);
  expect(table + told.replaceAll('\r\u001b[2K', '')).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
});
