import { expect } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Person } from '../peers/telegram/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import type { quickStand } from './quick-stand.ts';
import { buttonNamed, deleteIt, photo, said, secretWish, short } from './telegram-parts.ts';
import type { telegramStand } from './telegram-stand.ts';

/** Real clips are looked at. */
type Stand =
  | ReturnType<typeof telegramStand>
  | (ReturnType<typeof quickStand>['telegram'] & { readonly watch?: never });

/** A place where somebody asks, and how they ask for their first clip there. */
export type Scene = {
  readonly ana: Person;
  readonly seen: () => Message[];
  /** Gives the message with the photo. */
  readonly begin: () => Promise<Message>;
};

/** The whole life of a clip: made, made again, edited, shared, deleted; and its buttons after a restart. */
export const wholeLife = async (stand: Stand, { ana, begin, seen }: Scene): Promise<void> => {
  const asked = await begin();
  const first = await stand.clipIn(seen);
  if (stand.watch !== undefined) {
    expect(await stand.watch(first)).toMatchObject({ frames: expect.any(Number) });
    expect(first.media).toMatchObject({ streaming: true, duration: 1, thumbnail: { kind: 'thumbnail' } });
  }
  expect(first.media?.width).toBeGreaterThan(100);
  expect(first.replyTo?.id).toBe(asked.id);
  expect(first.topic).toBe(asked.topic);
  for (const words of ['Zoom in', 'Seed', 'Took', said('card.mark.animated-locally')])
    expect(first.text).toContain(words);

  ana.press(first, buttonNamed(first, 'Reroll'));
  const second = await stand.clipIn(seen, [first]);
  expect(stand.seedOf(second)).not.toBe(stand.seedOf(first));

  const before = seen();
  ana.press(second, buttonNamed(second, 'Edit'));
  const question = await until(() => seen().find((message) => !before.includes(message)));
  ana.reply(question, 'pan left');
  const third = await stand.clipIn(seen, [first, second]);
  expect(third.text).toContain('pan left');
  expect(stand.seedOf(third)).toBe(stand.seedOf(second));

  // The menu changes in place, also one that only Ana sees.
  const pressed = async (message: Message, label: string, words: string): Promise<Message> => {
    const there = new Set(seen());
    ana.press(message, buttonNamed(message, label));
    const answers = () => [...seen().filter((one) => !there.has(one)), message];
    return until(() => answers().find(({ text }) => text.includes(words)));
  };
  const menu = await pressed(third, said('buttons.share'), 'can see this clip.');
  const confirming = await pressed(menu, said('buttons.share-public'), said('replies.ask-publish'));
  await pressed(confirming, said('buttons.publish-yes'), 'in the gallery');
  const query = ana.inline('');
  const answer = await until(() => query.answer);
  const known = third.media?.file.unique;
  const result = answer.results.find(
    ({ video_file_id: id }) => stand.telegram.state.files.get(String(id))?.unique === known,
  );
  if (result === undefined) throw new Error(`not among ${answer.results.length} results`);
  const elsewhere = stand.telegram.group();
  ana.choose(query, result, { chat: elsewhere });
  expect(ana.sees(elsewhere)[0]?.media?.file.unique).toBe(known);

  await deleteIt(ana, second);
  expect(seen()).not.toContain(second);

  await stand.restart();
  ana.press(first, buttonNamed(first, 'Reroll'));
  const fourth = await stand.clipIn(seen, [first, second, third]);
  expect(stand.seedOf(fourth)).not.toBe(stand.seedOf(first));
  await until(() => stand.clipsIn(seen()).length === 3);
};

const portrait = () => photo('portrait-astronaut.jpg');
const wish = `${secretWish} effect:zoom-in ${short}`;

/** Alone with the bot: what stands under the photo is the wish. */
export const alone = async (stand: Stand): Promise<Scene> => {
  const ana = await stand.ana();
  return {
    ana,
    seen: () => ana.sees(),
    begin: async () => ana.send(await portrait(), { caption: wish }),
  };
};

/** In a group with privacy: the bot hears of the photo by the answer to it. */
export const inGroup = async (stand: Stand): Promise<Scene> => {
  const ana = await stand.ana();
  const chat = stand.telegram.group({ admins: [ana] });
  return {
    ana,
    seen: () => ana.sees(chat),
    begin: async () => {
      const sent = await ana.send(await portrait(), { chat });
      ana.text(`/animate ${wish} visibility:community`, { chat, replyTo: sent });
      return sent;
    },
  };
};

/** In a topic of a forum: a command under the photo. */
export const inTopic = async (stand: Stand): Promise<Scene> => {
  const ana = await stand.ana();
  const chat = stand.telegram.group({ topics: ['Dogs', 'Cats'] });
  const topic = stand.telegram.topic(chat, 'Cats');
  return {
    ana,
    seen: () => ana.sees(chat),
    begin: async () =>
      ana.send(await portrait(), {
        chat,
        topic,
        caption: `/animate@photoplay_bot ${wish} visibility:community`,
      }),
  };
};
