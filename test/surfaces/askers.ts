import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directSession, terminalOwner } from '../../adapters/terminal/terminal-session.ts';
import { buildServer } from '../../adapters/web/server.ts';
import { newId } from '../../src/core/id.ts';
import type { Reply } from '../../src/core/reply.ts';
import { changeRules } from '../../src/jobs/community-rules.ts';
import { sentence } from '../../src/text/sentence.ts';
import { english } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import { pagesOf, person, wish } from '../web/people.ts';
import { type Chats, onTelegram, photo } from './chats.ts';

/** What is asked, and by whom: Ana first, then perhaps Ben. */
export type Who = 'ana' | 'ben';

/** What somebody was told, with the answers they may press; none where nothing was asked. */
export type Told = {
  readonly words: string;
  readonly answers: readonly string[];
  press(who: Who, answer: string): Promise<unknown>;
};

/** A surface with two people on it. */
export type Asker = {
  readonly surface: string;
  owner(who: Who): string;
  /** Ana orders a clip that everybody may see; `heard`: with a sound, `foreign`: of Ben's photo. */
  order(
    values: Readonly<Record<string, string | number>>,
    more: { heard?: true; foreign?: true },
  ): Promise<Told>;
  again(
    who: Who,
    command: 'reroll' | 'remix' | 'extend' | 'edit',
    clip: string,
    more?: Record<string, string>,
    heard?: true,
  ): Promise<Told>;
};

const answersIn = (anything: unknown): string[] => [
  ...new Set(
    [...JSON.stringify(anything ?? '').matchAll(/confirm:[\w-]{22}:[a-z-]+/g)].map(([found]) => found),
  ),
];
const song = { name: 'song.mp3', type: 'audio/mpeg', bytes: Buffer.from('a song') };
const sounding = new Blob([song.bytes], { type: song.type });
const rules = { effects: { kiss: true, hug: true } };

const onTelegramToo = async (chats: Chats): Promise<Asker> => {
  const chat = chats.telegram.group();
  await changeRules(chats.services, `telegram:${chat.id}`, () => rules);
  const people = { ana: await onTelegram(chats), ben: await onTelegram(chats) };
  const told = async (asker: Who, say: () => unknown): Promise<Told> => {
    // A question that was answered before is only edited.
    const before = new Set(people.ana.sees(chat).map(({ id }) => id));
    await say();
    const done = (text: string) => text !== '' && !text.includes('Got your photo');
    const message = await until(() =>
      people.ana.sees(chat).find((one) => !before.has(one.id) && done(one.text)),
    );
    return {
      words: message.text,
      answers: answersIn(message.keyboard),
      press: async (who, answer) => {
        const from = chats.asked.length;
        const query = people[who].press(message, answer);
        await until(() => query.answer);
        if (who !== asker) return;
        const run = await until(() => chats.asked.slice(from).find(({ name }) => name === 'confirm'));
        await run.ended;
      },
    };
  };
  return {
    surface: 'telegram',
    owner: (who) => `telegram:${people[who].user.id}`,
    order: async (values, { heard, foreign }) => {
      const words = Object.entries({ ...values, visibility: 'community' }).map(
        ([name, value]) => `${name}:${value}`,
      );
      const caption = `/animate@photoplay_bot ${words.join(' ')}`;
      if (!heard && !foreign) return told('ana', () => people.ana.send(photo, { chat, caption }));
      const shown = await (foreign ? people.ben : people.ana).send(photo, { chat });
      if (foreign) return told('ana', () => people.ana.reply(shown, caption));
      return told('ana', () => people.ana.send(song, { chat, as: 'audio', caption, replyTo: shown }));
    },
    again: async (who, name, id, more = {}, heard) => {
      const words = Object.entries(more).map(([option, value]) => ` ${option}:${value}`);
      const caption = `/${name}@photoplay_bot id:${id}${words.join('')}`;
      const send = () =>
        heard ? people[who].send(song, { chat, as: 'audio', caption }) : people[who].text(caption, { chat });
      return told(who, send);
    },
  };
};

const onDiscord = async (chats: Chats): Promise<Asker> => {
  const { discord } = chats;
  const guild = discord.guild('Home');
  await changeRules(chats.services, `discord:${guild.id}`, () => rules);
  const standing = { channel: discord.channel(guild) };
  const people = { ana: discord.person('Ana'), ben: discord.person('Ben') };
  const told = async (who: Who, say: () => Promise<unknown>): Promise<Told> => {
    const before = new Set(people[who].sees(standing.channel));
    await say();
    // A question or a card, and no word about what was answered before.
    const message = await until(() =>
      people[who]
        .sees(standing.channel)
        .find((one) => !before.has(one) && JSON.stringify(one.components).includes('custom_id')),
    );
    return {
      words: message.content,
      answers: answersIn(message.components),
      press: async (who, answer) => {
        const from = chats.asked.length;
        await people[who].press(message, answer, standing);
        const run = await until(() => chats.asked.slice(from).find(({ name }) => name === 'confirm'));
        await run.ended;
      },
    };
  };
  return {
    surface: 'discord',
    owner: (who) => `discord:${people[who].user.id}`,
    order: (values, { heard }) => {
      const files = { photo, ...(heard ? { audio: song } : {}) };
      const wish = { ...files, ...values, visibility: 'community' };
      return told('ana', () => people.ana.command('animate', wish, standing));
    },
    again: (who, name, id, more = {}, heard) =>
      told(who, () => people[who].command(name, { id, ...more, ...(heard && { audio: song }) }, standing)),
  };
};

const onWeb = async (chats: Chats): Promise<Asker> => {
  const server = await buildServer({ needs: [], pages: [pagesOf(chats.services)] });
  const people = { ana: await person(server), ben: await person(server) };
  const told = (answer: { json(): { said?: string; sentence?: string; dialog?: string } }): Told => {
    const { said = '', sentence: trouble = '', dialog = '' } = answer.json();
    const press = async (who: Who, pressed: string) => people[who].press(pressed, { json: true });
    return { words: `${said}${trouble}`, answers: answersIn(dialog), press };
  };
  const idOf = (who: Who) =>
    /owner:([\w-]{22})/.exec(decodeURIComponent(people[who].cookies['session'] ?? ''))?.[1];
  return {
    surface: 'web',
    owner: (who) => `web:${idOf(who)}`,
    order: async (values, { heard }) => {
      const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
      const form = wish(fields);
      if (heard) form.set('audio', sounding, song.name);
      return told(await people.ana.post('/make', form, { json: true }));
    },
    again: async (who, name, id, more, heard) => {
      if (name !== 'edit') return told(await people[who].press(`${name}:${id}`, { json: true }));
      const form = new FormData();
      for (const [option, value] of Object.entries(more ?? {})) form.append(option, value);
      if (heard) form.set('audio', sounding, song.name);
      return told(await people[who].post(`/edit/${id}`, form, { json: true }));
    },
  };
};

const atTerminal = async (chats: Chats): Promise<Asker> => {
  const { folder } = await chats.services.storage.workspace();
  const { bound } = chats;
  const session = (who: Who) =>
    directSession(
      who,
      bound,
      async () => null,
      async () => {},
    );
  const address = { platform: 'terminal', out: null };
  const told = ({ text, actions }: Reply): Told => ({
    words: sentence(english, text),
    answers: answersIn(actions.map(({ command, id, argument }) => `${command}:${id}:${argument}`)),
    press: (who, answer) => {
      const [, id, to] = answer.split(':');
      return session(who)
        .run('confirm', { id, to }, address, newId())
        .catch((error: unknown) => error);
    },
  });
  const run = async (who: Who, name: string, raw: object) =>
    told(await session(who).run(name, { ...raw }, address, newId()));
  const file = async (name: string, bytes: Buffer) => {
    await writeFile(join(folder, name), bytes);
    return { path: join(folder, name), name };
  };
  const audio = async (heard: true | undefined) =>
    heard ? { audio: await file('song.mp3', song.bytes) } : {};
  return {
    surface: 'terminal',
    owner: terminalOwner,
    order: async (values, { heard }) => {
      const photos = [await file('photo.jpg', photo.bytes)];
      return run('ana', 'animate', { ...values, photos, ...(await audio(heard)) });
    },
    again: async (who, name, id, more, heard) => run(who, name, { id, ...more, ...(await audio(heard)) }),
  };
};

/** The surfaces that put a question in front of people, each opened with two people on it. */
export const askers = {
  discord: onDiscord,
  telegram: onTelegramToo,
  web: onWeb,
  terminal: atTerminal,
} as const;
