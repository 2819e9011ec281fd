import { describe, expect, it } from 'vitest';
import { readWords } from '../../adapters/chat/command-line.ts';
import { readFlags } from '../../adapters/terminal/flags.ts';
import { cancel } from '../../commands/cancel.ts';

const id = 'AAAAAAAAAAAAAAAAAAAA-_';

describe('what only a button of a list says', () => {
  it('is no flag at the terminal', () => {
    expect(readFlags(cancel, ['--id', id]).values).toEqual({ id });
    expect(() => readFlags(cancel, ['--id', id, '--shows', 'queue'])).toThrow(
      expect.objectContaining({
        kind: 'unknown_option',
        facts: expect.objectContaining({ option: 'shows' }),
      }),
    );
  });

  it('is no word on Telegram', () => {
    expect(readWords(`${id} shows:queue`, cancel.options, { effects: [], engines: [], models: [] })).toEqual({
      id,
    });
  });
});
