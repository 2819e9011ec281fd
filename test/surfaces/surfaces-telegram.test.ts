import { describe, expect, it, vi } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import { buttonNamed } from '../story/telegram-parts.ts';
import { type Chats, deliveredBy, finish, latestJob, onTelegram, openChats, photo } from './chats.ts';

const animate = (words: string): string => `/animate@photoplay_bot ${words}`;
const clipsIn = (messages: readonly Message[]): Message[] =>
  messages.filter(({ media }) => media?.kind === 'video');

const places = ['private chat', 'group', 'topic'] as const;
const troubles = ['none', 'card deleted', 'blocked', 'thrown out', 'blocked and thrown out'] as const;
const cells = places.flatMap((place) =>
  troubles.flatMap((trouble) =>
    (['private', 'community'] as const).map((visibility) => ({ place, trouble, visibility })),
  ),
);

const stage = async (chats: Chats, place: (typeof places)[number]) => {
  const { telegram } = chats;
  const [ana, ben] = [await onTelegram(chats), await onTelegram(chats)];
  const group = telegram.group({
    admins: [ana, ben],
    anonymous: [ana],
    ...(place === 'topic' ? { topics: ['Films'] } : {}),
  });
  const chat = place === 'private chat' ? ana.home : group;
  const topic = place === 'topic' ? { topic: telegram.topic(group, 'Films') } : {};
  return {
    ana,
    ben,
    chat,
    group,
    where: { chat, ...topic },
    job: () => latestJob(chats, `telegram:${ana.user.id}`),
  };
};

describe('a clip on Telegram', () => {
  const chats = openChats({ works: false });

  it.each(cells)(
    '$visibility, asked for in a $place ($trouble): comes once, covered, where only those see it who may',
    async ({ place, trouble, visibility }) => {
      const { ana, ben, chat, group, job, where } = await stage(chats(), place);
      await ana.send(photo, { ...where, spoiler: true, caption: animate(`visibility:${visibility}`) });
      const id = await job();
      const alone = visibility === 'private' || place === 'private chat';
      const cancels = ({ keyboard }: Message) => JSON.stringify(keyboard).includes('cancel:');
      const card = await until(() => [...ana.sees(chat), ...ana.sees()].find(cancels));
      if (trouble === 'card deleted') card.deleted = true;
      if (trouble.startsWith('blocked')) ana.user.blocked = true;
      if (trouble.endsWith('thrown out')) group.botIn = false;
      await finish(chats(), id);
      const clips = clipsIn([...new Set([...ana.sees(chat), ...ana.sees()])]);
      const kept = (await deliveredBy(chats(), id)) === 'kept';
      expect(clips).toHaveLength(kept ? 0 : 1);
      expect(clips.map(({ media }) => media?.spoiler)).toEqual(clips.map(() => true));
      if (alone && place !== 'private chat') expect(clipsIn(ben.sees(group))).toEqual([]);
      if (trouble === 'none') expect(kept).toBe(false);
      if (!kept) return;
      // What could not be delivered is told once, as soon as its owner can be reached again.
      ana.user.blocked = false;
      const told = () => ana.sees().filter(({ text }) => text.includes('deliver it earlier'));
      ana.text('/help');
      await until(() => told()[0]);
      ana.text('/credits');
      await until(() => ana.sees().find(({ text }) => text.includes('credits')));
      expect(told()).toHaveLength(1);
    },
  );

  it.each(places)(
    'asked for in a %s: what is made of it is covered too, and what is private is never in a group',
    async (place) => {
      const { ana, ben, chat, group, job, where } = await stage(chats(), place);
      await ana.send(photo, { ...where, spoiler: true, caption: animate('visibility:private') });
      await finish(chats(), await job());
      const seen = () => clipsIn([...new Set([...ana.sees(chat), ...ana.sees()])]);
      const [first] = seen();
      if (first === undefined) throw new Error('no clip');
      const [, clip = ''] = /reroll:(\S{22})/.exec(JSON.stringify(first.keyboard)) ?? [];
      const ways: readonly (() => unknown)[] = [
        () => ana.press(first, buttonNamed(first, 'Reroll')),
        () => ana.press(first, buttonNamed(first, 'Extend')),
        () => ana.text(`/reroll@photoplay_bot id:${clip}`, where),
        () => ana.send(photo, { ...where, caption: animate(`like:${clip}`) }),
      ];
      for (const [index, way] of ways.entries()) {
        const before = await job();
        way();
        const next = await vi.waitFor(
          async () => {
            const latest = await job();
            if (latest === before) throw new Error(`way ${index} made nothing`);
            return latest;
          },
          { timeout: 100_000 },
        );
        await finish(chats(), next);
        expect(seen(), `way ${index}`).toHaveLength(index + 2);
      }
      expect(seen().map(({ media }) => media?.spoiler)).toEqual(seen().map(() => true));
      if (place !== 'private chat') expect(clipsIn(ben.sees(group))).toEqual([]);
    },
  );
});
