import { expect, it } from 'vitest';
import { linkTo } from '../../adapters/discord/discord-files.ts';

it('names a picture by its address, also where that is not UTF-8', () => {
  const named = (file: string): string => linkTo(`https://cdn.discordapp.com/a/${file}`).name;
  expect(named('my%20cat.png')).toBe('my cat.png');
  expect(named('%E0%A4%A.png')).toBe('%E0%A4%A.png');
  expect(named('')).toBe('photo');
});
