import { expect, vi } from 'vitest';
import type { Platform } from '../../src/core/platform.ts';
import type { Target } from '../../src/core/target.ts';
import { findDelivery } from '../../src/store/deliveries.ts';
import { english } from '../messages/opened.ts';
import { type Chats, latestJob, onTelegram, photo } from '../surfaces/chats.ts';
import { memoryPlatform, openRooms } from './memory-platform.ts';

/** Where somebody has just asked for a clip among others: its target, and what the others and they themselves see. */
export type Stage = {
  readonly platform: Platform;
  readonly target: Target;
  /** Texts of the messages with a clip that others see. */
  shown(): readonly string[];
  /** Those that only the person who asked sees. */
  alone(): readonly string[];
  /** What the card says that they see. */
  card(): string;
  /** From now on nothing may be sent there, nor to the person. */
  shut(): void;
  /** The next message arrives, but nobody is told so. */
  loseAnswer(): void;
};

const patient = { timeout: 100_000, interval: 20 };

const targetOf = async (chats: Chats, owner: string): Promise<Target> => {
  const job = await latestJob(chats, owner);
  return vi.waitFor(async () => {
    const target = (await findDelivery(chats.services.store.database, job))?.target;
    if (target === undefined) throw new Error('no delivery yet');
    const { card } = target;
    if (card === null) throw new Error('no card yet');
    return target;
  }, patient);
};

const platformOf = ({ services }: Chats, target: Target): Platform => {
  const found = services.platforms.find(({ name }) => name === target.platform);
  if (found === undefined) throw new Error(`no ${target.platform}`);
  return found;
};

/** Waits until the first card is complete: what is shown before may still be written over. */
const complete = (card: () => string): Promise<void> =>
  vi.waitFor(() => expect(card()).toContain('Seed'), { timeout: 30_000, interval: 20 });

const lost = { happens: 'after', answer: { kind: 'reset' }, times: 1 } as const;

/** By platform: a third one is a folder in `adapters/` and an entry here. */
export const stages: Readonly<Record<string, (chats: Chats) => Promise<Stage>>> = {
  memory: async () => {
    const rooms = openRooms();
    const target = { platform: 'memory', room: 'home', user: 'ana', card: null };
    const clipsIn = (room: string) =>
      rooms.there(room).flatMap(({ clips, text }) => (clips.length > 0 ? [text] : []));
    return {
      platform: memoryPlatform(rooms, english),
      target,
      shown: () => clipsIn('home'),
      alone: () => clipsIn('ana'),
      card: () => rooms.there('home').at(-1)?.text ?? '',
      shut: () => {
        rooms.state.shut = true;
      },
      loseAnswer: () => {
        rooms.state.losesAnswer = true;
      },
    };
  },
  discord: async (chats) => {
    const { discord } = chats;
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home'));
    const direct = discord.directChannel(ana.user);
    const act = await ana.command('animate', { photo, visibility: 'community' }, { channel });
    const target = await targetOf(chats, `discord:${ana.user.id}`);
    const card = () => act.original?.content ?? '';
    await complete(card);
    const shown = () => ben.sees(channel).filter(({ attachments }) => attachments.length > 0);
    const own = () =>
      [...ana.sees(channel), ...ana.sees(direct)].filter(({ attachments }) => attachments.length > 0);
    return {
      platform: platformOf(chats, target),
      target,
      shown: () => shown().map(({ content }) => content),
      card,
      alone: () => own().flatMap((message) => (shown().includes(message) ? [] : [message.content])),
      shut: () => {
        ana.user.directMessages = false;
        channel.granted.delete('send');
        discord.state.clock.advance(16 * 60_000);
      },
      loseAnswer: () => {
        const matches = (method: string, path: string) => method === 'POST' && path.endsWith('/messages');
        discord.state.faults.push({ ...lost, matches });
      },
    };
  },
  telegram: async (chats) => {
    const { telegram } = chats;
    const ana = await onTelegram(chats);
    const group = telegram.group({ admins: [ana] });
    const caption = '/animate@photoplay_bot slow zoom visibility:community';
    await ana.send(photo, { chat: group, caption });
    const target = await targetOf(chats, `telegram:${ana.user.id}`);
    const { card: place } = target;
    const card = () => ana.sees(group).find(({ id }) => id === place)?.text ?? '';
    await complete(card);
    const textsIn = (chat: typeof group) =>
      ana
        .sees(chat)
        .flatMap(({ media, text, from }) => (media?.kind === 'video' && from === null ? [text] : []));
    return {
      platform: platformOf(chats, target),
      target,
      shown: () => textsIn(group),
      alone: () => textsIn(ana.home),
      card,
      shut: () => {
        telegram.kick(group, ana);
        ana.blocks();
      },
      loseAnswer: () => {
        telegram.state.faults.push({ ...lost, matches: (method) => method === 'sendVideo' });
      },
    };
  },
};
