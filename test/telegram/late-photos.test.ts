import { expect, it } from 'vitest';
import { openAlbums } from '../../adapters/telegram/albums.ts';
import { onLatePhotos } from '../../adapters/telegram/late-photos.ts';
import type { TelegramHandlerDeps } from '../../adapters/telegram/telegram-deps.ts';
import { openSender } from '../../adapters/telegram/telegram-messages.ts';
import { english } from '../messages/opened.ts';
import { servicesAround } from '../peers/chat-services.ts';

const messageOf = (id: number) => ({
  message_id: id,
  from: { id: 1, is_bot: false },
  chat: { id: 1, type: 'private' as const },
  media_group_id: 'album',
});

it.each([
  ['a command', 1],
  ['a menu', 0],
])('a late photo of an album that was answered by %s in another process', async (_, jobs) => {
  const sent: unknown[] = [];
  const sender = openSender(async (method, payload) => {
    sent.push([method, payload['text']]);
    return { message_id: 9 };
  });
  const jobsAt = async () => Array.from({ length: jobs }, () => ({}) as never);
  const deps = { ...servicesAround({ jobsAt }), sender, albums: openAlbums() };
  const [first, late] = [messageOf(2), messageOf(3)];
  await onLatePhotos(deps as unknown as TelegramHandlerDeps, { album: [first, late], key: 'late' }, [late]);
  expect(sent).toEqual(jobs === 0 ? [] : [['sendMessage', english.format('chat.photo-late')]]);
});
