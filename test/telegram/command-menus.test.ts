import { expect, it } from 'vitest';
import { commandMenus } from '../../adapters/telegram/command-menus.ts';
import { commands } from '../../commands/all.ts';
import { english } from '../messages/opened.ts';

it('the menus list at most ten commands, and none that needs an id', () => {
  const menus = commandMenus(commands, ['de'], () => english);
  const [alone, group, admins] = ['all_private_chats', 'all_group_chats', 'all_chat_administrators'].map(
    (type) =>
      menus
        .find(({ scope, language_code: language }) => scope.type === type && language === '')
        ?.commands.map(({ command }) => command),
  );
  for (const menu of [alone, group, admins]) expect(menu?.length).toBeLessThanOrEqual(10);
  expect(alone?.[0]).toBe('animate');
  for (const name of ['clips', 'privacy', 'forget', 'export', 'help']) expect(alone).toContain(name);
  for (const name of ['reroll', 'recipe', 'settings', 'unblock', 'reports'])
    expect(alone).not.toContain(name);
  expect(admins?.slice(0, 4)).toEqual(['settings', 'block', 'reports', 'animate']);
  expect(admins?.at(-1)).toBe('help');
});
