import { describe, expect, it, test } from 'vitest';
import { localeIn } from '../../adapters/terminal/flags.ts';
import { program } from './program.ts';

test.each([
  [{}, 'en'],
  [{ LANG: 'C.UTF-8' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{ LANG: 'pt_BR.UTF-8' }, 'pt-BR'],
  [{ LANG: 'de_DE@euro' }, 'de-DE'],
  [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8' }, 'ja-JP'],
  [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'ja_JP.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'es', LC_ALL: '' }, 'es'],
])('a terminal with %j reads %s', (environment, locale) => {
  expect(localeIn(environment)).toBe(locale);
});

describe('a terminal in another language', () => {
  const photoplay = program();

  it('tells its commands in that language', async () => {
    const { code, out } = await photoplay.run(['help'], { LANG: 'de_DE.UTF-8' });
    expect(code).toBe(0);
    expect(out).toContain('photoplay <Befehl> [Optionen]');
    expect(out).toMatch(/clips +Deine Clips auflisten/);
  });

  it('complains in that language and ends with the same code', async () => {
    const { code, errors } = await photoplay.run(['anmate'], { LC_ALL: 'ja_JP.UTF-8' });
    expect(code).toBe(2);
    expect(errors).toEqual(['photoplay: 「anmate」というコマンドはありません。「animate」のことですか？']);
  });
});
