import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApi } from '../../adapters/telegram/telegram-api.ts';
import { hasPhoto, openFetcher, photoIn } from '../../adapters/telegram/telegram-files.ts';
import { listen } from '../peers/listen.ts';

let folder: string;
let server: Awaited<ReturnType<typeof listen>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photoplay-files-'));
  await writeFile(join(folder, 'own.txt'), 'of this machine');
  server = await listen(createServer((_request, response) => response.writeHead(404).end()));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

it.each(['this machine', 'another machine'])(
  'a path on our disk is read only if the server runs on this machine: %s',
  async (where) => {
    const root =
      where === 'this machine' ? server.url : server.url.replace('127.0.0.1', '127.0.0.1.nip.test');
    const send = async () => ({ file_path: join(folder, 'own.txt') });
    const fetcher = openFetcher(openApi('7:token', root), send);
    const to = join(folder, 'taken');
    const attached = { file: 'x', name: 'own.txt', size: 15, message: 1 };
    const took = fetcher(attached, to, { kind: 'photo', megabytes: 20 });
    if (where === 'another machine') return expect(took).rejects.toMatchObject({ name: 'Failure' });
    await took;
    expect(await readFile(to, 'utf8')).toBe('of this machine');
  },
);

const chat = { id: 5, type: 'private' } as const;
const clip = { file_id: 'v', file_size: 1_000, mime_type: 'video/mp4' };
const anybody = { id: 7, is_bot: false, first_name: 'Ana' };

it.each([
  [{ video: clip }, 'v'],
  [{ video_note: clip }, 'v'],
  [{ animation: clip, document: clip }, 'v'],
  [{ document: clip }, 'v'],
  [{ video: clip, from: { ...anybody, is_bot: true } }, null],
])('a picture of a video is a photo, unless it is our own clip (%#)', (carried, file) => {
  const message = { message_id: 1, chat, from: anybody, ...carried };
  expect(hasPhoto(message)).toBe(file !== null);
  expect(photoIn(message)?.file ?? null).toBe(file);
});

it('a video that is too large is refused before it is fetched', () => {
  const video = { ...clip, file_size: 21 * 2 ** 20 };
  expect(() => photoIn({ message_id: 1, chat, video })).toThrow('photo_too_heavy');
});
