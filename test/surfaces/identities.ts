import { directSession, terminalOwner } from '../../adapters/terminal/terminal-session.ts';
import { buildServer } from '../../adapters/web/server.ts';
import type { BoundCommand, Request } from '../../src/core/command.ts';
import { newId } from '../../src/core/id.ts';
import { until } from '../peers/discord/person.ts';
import { actor, request } from '../peers/render-services.ts';
import { pagesOf, person } from '../web/people.ts';
import { type Chats, onTelegram } from './chats.ts';

type Ask = (name: string, raw: Readonly<Record<string, unknown>>) => Promise<unknown>;
export type Identity = { readonly ask: Ask; readonly owner: string; readonly community: string | null };

/** Everybody who may want something of a clip that was made at home, by name. */
export const openIdentities = async (chats: Chats): Promise<ReadonlyMap<string, Identity>> => {
  const identities = new Map<string, Identity>();
  const bound = (name: string): BoundCommand => {
    const found = chats.bound.find((command) => command.name === name);
    if (found === undefined) throw new Error(`no command ${name}`);
    return found;
  };
  const nowhere = 'A'.repeat(22);
  /** Asks in somebody's name, with requests as their chat builds them. Who may delete is found out only when that is asked. */
  const asking = async (say: (name: string) => unknown): Promise<Ask> => {
    const built = new Map<string, Request>();
    for (const name of ['recipe', 'delete']) {
      const before = chats.asked.length;
      await say(name);
      const { request } = await until(() => chats.asked.slice(before).find((one) => one.name === name));
      built.set(name, { ...request, key: null });
    }
    return (name, raw) => {
      const request = built.get(['delete', 'cancel', 'report', 'hide'].includes(name) ? 'delete' : 'recipe');
      if (request === undefined) throw new Error('nobody asked');
      return bound(name).run(request, raw);
    };
  };

  const { discord, telegram } = chats;
  const put = (name: string, owner: string, community: string | null, ask: Ask) =>
    identities.set(name, { ask, owner, community });
  const [home, other] = [discord.guild('Home'), discord.guild('Other')];
  const [here, there] = [discord.channel(home), discord.channel(other)];
  const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
  const onDiscord = async (name: string, who: typeof ana, channel: typeof here, permissions = 0n) =>
    put(
      `Discord, ${name}`,
      `discord:${ana.user.id}`,
      `discord:${home.id}`,
      await asking((command) => who.command(command, { id: nowhere }, { channel, permissions })),
    );
  const [manageServer, manageMessages] = [1n << 5n, 1n << 13n];
  await onDiscord('its owner', ana, here);
  await onDiscord('its owner in another server', ana, there);
  await onDiscord('its owner in direct messages', ana, discord.directChannel(ana.user));
  await onDiscord('a member', ben, here);
  await onDiscord('a member in direct messages', ben, discord.directChannel(ben.user));
  await onDiscord('a member in a conversation of several', ben, discord.groupChannel());
  await onDiscord('a moderator', ben, here, manageMessages);
  await onDiscord('who may change settings', ben, here, manageServer);
  await onDiscord('who may do everything in another server', ben, there, manageServer | manageMessages);

  const people = await Promise.all(Array.from({ length: 5 }, () => onTelegram(chats)));
  const [owner, stranger, deleter, admin, hidden] = people;
  if (!owner || !stranger || !deleter || !admin || !hidden) throw new Error('nobody came');
  const admins = { admins: [deleter, admin, hidden], anonymous: [hidden], deleting: [deleter] };
  const [group, far] = [telegram.group(admins), telegram.group({ ...admins, deleting: [admin] })];
  const inTelegram = async (
    name: string,
    who: typeof owner,
    where: NonNullable<Parameters<typeof owner.text>[1]>,
    of: number = owner.user.id,
  ) =>
    put(
      `Telegram, ${name}`,
      `telegram:${of}`,
      `telegram:${group.id}`,
      await asking((command) => who.text(`/${command}@photoplay_bot id:${nowhere}`, where)),
    );
  await inTelegram('its owner', owner, { chat: group });
  await inTelegram('its owner alone with the bot', owner, {});
  await inTelegram('a member', stranger, { chat: group });
  await inTelegram('a member alone with the bot', stranger, {});
  await inTelegram('an admin who may delete', deleter, { chat: group });
  await inTelegram('an admin who may not delete', admin, { chat: group });
  await inTelegram('an anonymous admin', hidden, { chat: group, as: 'group' });
  await inTelegram(
    'an anonymous admin, of what the group made',
    hidden,
    { chat: group, as: 'group' },
    group.id,
  );
  await inTelegram('a channel', stranger, { chat: group, as: 'channel' });
  await inTelegram('an admin of another group', admin, { chat: far });
  const machine = telegram.person('Machine', { bot: true });
  group.admins.add(machine.user);
  await inTelegram('a bot that is an admin', machine, { chat: group });
  await inTelegram('a bot, of what it made', machine, { chat: group }, machine.user.id);

  const server = await buildServer({
    needs: [],
    pages: [pagesOf(chats.services, 1e6, { bound: chats.bound })],
  });
  const [browser, another] = [await person(server), await person(server)];
  const [, session] = /owner:([\w-]{22})/.exec(decodeURIComponent(browser.cookies['session'] ?? '')) ?? [];
  for (const [name, who] of [
    ['its owner', browser],
    ['another browser', another],
    ['without a session', await person(server, '/effects')],
  ] as const)
    put(
      `Web, ${name}`,
      `web:${session}`,
      null,
      await asking((command) => who.press(`${command}:${nowhere}`)),
    );

  const sits = (name: string, user: string) => {
    const session = directSession(
      user,
      chats.bound,
      async () => null,
      async () => {},
    );
    const address = { platform: 'terminal', out: null };
    put(`Terminal, ${name}`, terminalOwner('ana'), null, (command, raw) =>
      session.run(command, raw, address, newId()),
    );
  };
  // With the very requests that the operators' pages make.
  put('Operator', 'ana', `discord:${home.id}`, (command, raw) =>
    bound(command).run(request(actor('web:operator', { operator: true })), raw),
  );
  sits('its owner', 'ana');
  sits('another user of the machine', 'ben');
  return identities;
};
