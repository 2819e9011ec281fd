import { expect, it } from 'vitest';
import { rememberAlbum } from '../../adapters/telegram/album-photos.ts';
import { onLatePhotos } from '../../adapters/telegram/late-photos.ts';
import type { TelegramHandlerDeps } from '../../adapters/telegram/telegram-deps.ts';
import { openSender } from '../../adapters/telegram/telegram-messages.ts';
import type { Json } from '../../src/core/json.ts';
import { reply } from '../../src/core/reply.ts';
import { english } from '../messages/opened.ts';
import { servicesAround } from '../peers/chat-services.ts';

const messageOf = (id: number) => ({
  message_id: id,
  from: { id: 1, is_bot: false },
  chat: { id: 1, type: 'private' as const },
  media_group_id: 'album',
});

/** A process that answers, with what all of them keep. */
const processOf = (jobs: number, kept: Map<string, Json>) => {
  const sent: unknown[] = [];
  const sender = openSender(async (method, payload) => {
    sent.push([method, payload['text']]);
    return { message_id: 9 };
  });
  const services = servicesAround({ hasOrderAt: async () => jobs > 0 });
  const updates: typeof services.updates = {
    ...services.updates,
    note: async (_, note) => void kept.set('note', note),
    bundled: async (bundle) => [
      {
        id: 'telegram:2',
        body: {},
        bundle,
        done: true,
        note: (kept.get('note') as string | undefined) ?? null,
      },
    ],
  };
  const forms: typeof services.forms = {
    ...services.forms,
    keep: async (owner, about) => {
      kept.set(owner, about as Json);
      return 'noted';
    },
    find: async (owner) => kept.get(owner) ?? null,
  };
  const effects = async () => reply({ key: 'effects', values: { count: 0 } });
  const commands = [
    { name: 'animate', options: {} },
    { name: 'effects', options: {}, run: effects },
  ];
  return { deps: { ...services, updates, forms, sender, commands } as unknown as TelegramHandlerDeps, sent };
};

const [first, late] = [messageOf(2), messageOf(3)];
const album = { album: [first, late], key: 'late' };

it.each([0, 1])(
  'a late photo of an album is only told of where nobody remembers it, with %s jobs',
  async (jobs) => {
    const { deps, sent } = processOf(jobs, new Map());
    await onLatePhotos(deps, album, [late]);
    expect(sent).toEqual(jobs === 0 ? [] : [['sendMessage', english.format('chat.photo-late')]]);
  },
);

it('a late photo joins the menu that another process showed', async () => {
  const kept = new Map<string, Json>();
  const [one, other] = [processOf(0, kept), processOf(0, kept)];
  await rememberAlbum(one.deps, 'telegram:1:album', 'telegram:1', { menu: { chat: 1, message: 7 } });
  await onLatePhotos(other.deps, album, [late]);
  expect(other.sent).toEqual([['editMessageText', english.format('chat.ask-several', { count: 2 })]]);
});

it.each(['last', 'reference'])(
  'a late photo is too late to be the %s of a clip that was begun',
  async (others) => {
    const { deps, sent } = processOf(1, new Map());
    await rememberAlbum(deps, 'telegram:1:album', 'telegram:1', {
      command: 'animate',
      values: { [others]: 'on' },
    });
    await onLatePhotos(deps, album, [late]);
    expect(sent).toEqual([['sendMessage', english.format('chat.photo-late')]]);
  },
);
