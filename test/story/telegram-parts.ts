import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import type { Fault } from '../peers/telegram/faults.ts';
import type { Person, Photo } from '../peers/telegram/person.ts';
import type { Telegram } from '../peers/telegram/telegram.ts';
import type { Button, Chat, Message } from '../peers/telegram/world.ts';

/** Words that people write in these stories, and that no log may repeat. */
export const secretWish = 'slow zoom on grandmother';

/** What is said to people on Telegram, as it is shipped. */
export const said = messagesFor('en', 'telegram').format;

/** As little film as possible, as people write it. */
export const short = 'seconds:1 resolution:480p';

export const photo = async (name: string, more: Partial<Photo> = {}): Promise<Photo> => ({
  name: basename(name),
  type: 'image/jpeg',
  bytes: await readFile(resolve('test/fixtures/photos', name)),
  ...more,
});

export const buttonsOf = (message: Message): readonly Button[] => message.keyboard?.flat() ?? [];

/** The data of a button by the words on it. */
export const buttonNamed = (message: Message, label: string): string => {
  const found = buttonsOf(message).find(({ text }) => text.includes(label));
  if (typeof found?.['callback_data'] !== 'string')
    throw new Error(`no ${label} among ${buttonsOf(message).map(({ text }) => text)}`);
  return found['callback_data'];
};

/** Presses Delete and, when asked whether forever, again. */
export const deleteIt = async (person: Person, message: Message): Promise<void> => {
  person.press(message, buttonNamed(message, 'Delete'));
  await until(() => buttonsOf(message).some(({ text }) => text.includes(said('buttons.delete'))));
  person.press(message, buttonNamed(message, said('buttons.delete')));
  await until(() => message.deleted);
};

const isClip = ({ media }: Message): boolean => media?.kind === 'video';

/** What people do and see on a local Telegram. */
export const telegramPeople = (telegram: () => Telegram) => ({
  /** Somebody who has opened the bot and read what it says. */
  ana: async (more: { language?: string } = {}): Promise<Person> => {
    const ana = telegram().person('Ana', more);
    ana.start();
    await until(() => ana.sees().length > 0);
    return ana;
  },
  seedOf: ({ text }: Message): string => /Seed (\d+)/.exec(text)?.[1] ?? '',
  /** Lets no clip into a chat until it is released. `sending` says that one is on its way; there may be no card before. */
  holdClips: (chat: Chat) => {
    let begin = (): void => {};
    let release = (): void => {};
    const sending = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const matches = (method: string, id: number | null): boolean => {
      const ours = method === 'sendVideo' && id === chat.id;
      if (ours) begin();
      return ours;
    };
    const fault: Fault = {
      matches,
      happens: 'before',
      answer: { kind: 'held', until },
      times: Number.POSITIVE_INFINITY,
    };
    telegram().state.faults.push(fault);
    const letIn = (): void => {
      fault.times = 0;
      release();
    };
    return { sending, release: letIn };
  },
  /** The message of a clip that somebody can see, waited for. */
  clipIn: (messages: () => Message[], seen: readonly Message[] = []): Promise<Message> =>
    until(() => messages().find((message) => isClip(message) && !seen.includes(message)), 100),
  clipsIn: (messages: readonly Message[]): Message[] => messages.filter(isClip),
  /** Waits until nothing of somebody's is waiting or running any more, as they are told. */
  idle: async (person: Person): Promise<void> => {
    for (let asked = 0; asked < 300; asked++) {
      const question = person.text('/queue');
      const answer = await until(() => person.sees().find(({ replyTo }) => replyTo === question));
      if (answer.text.includes(said('replies.queue-empty'))) return;
      await wait(200);
    }
    throw new Error('something is still under way');
  },
  /** What is said in answer, waited for, by words in it. */
  told: (messages: () => Message[], words: string | RegExp, seconds = 60): Promise<Message> =>
    until(
      () =>
        messages().find(({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text))),
      seconds,
    ),
});
