import { expect, it } from 'vitest';
import { type OpenMenu, openMenus } from '../../adapters/telegram/menu.ts';
import { until } from '../peers/discord/person.ts';

const message = { message_id: 1, chat: { id: 1, type: 'private' as const } };
const menu = (id: number): OpenMenu => ({ message, album: [], menu: id, chosen: {} });

it('nothing stays of a photo menu once its time is over, or its person is forgotten', async () => {
  const menus = openMenus(1);
  menus.open(1, menu(8));
  menus.choose(1, 8, { seconds: '5' });
  expect(menus.latest(1)?.chosen).toEqual({ seconds: '5' });
  await until(() => menus.latest(1) === null);
  const lasting = openMenus();
  lasting.open(1, menu(9));
  lasting.close(1, 8);
  expect(lasting.latest(1)?.menu).toBe(9);
  lasting.forget(1);
  expect(lasting.latest(1)).toBeNull();
});
