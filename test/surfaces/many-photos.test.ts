import { stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { makeZip } from 'client-zip';
import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { unpackPhotos } from '../../src/media/unpack-photos.ts';
import { until } from '../peers/discord/person.ts';
import { plainMedia } from '../peers/render-services.ts';
import { buttonNamed } from '../story/discord-parts.ts';
import { finish, latestJob, openChats, photo } from './chats.ts';

const broken = photo.bytes.subarray(0, 100);
const chats = openChats({
  works: false,
  media: {
    unpack: unpackPhotos,
    intakePhoto: async (source, ...more) => {
      if ((await stat(source)).size === broken.length) throw new Failure('photo_damaged');
      return plainMedia.intakePhoto(source, ...more);
    },
  },
});

it('a ZIP file on Discord becomes a clip of each photo in it, in messages of ten', async () => {
  const { discord } = chats();
  const ana = discord.person('Ana');
  const channel = discord.channel(discord.guild('Home'));
  const files = Array.from({ length: 12 }, (_, index) => ({
    name: `${index}.jpg`,
    input: index === 5 ? broken : photo.bytes,
  }));
  const bytes = await buffer(makeZip(files) as never);
  const zip = { name: 'photos.zip', type: 'application/zip', bytes };
  await ana.command('animate', { photo: zip, visibility: 'community' }, { channel });
  // So many clips cost more than is spent without asking.
  const question = await until(() => ana.sees(channel).find(({ content }) => content.includes('Start?')));
  await ana.press(question, buttonNamed(question, 'Yes'), { channel });
  const seen = () => ana.sees(channel).filter(({ attachments }) => attachments.length > 0);
  await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
  expect(seen().map(({ attachments }) => attachments.length)).toEqual([10, 1]);
  expect(seen()[0]?.content).toContain('Photo 6: ');
  expect(seen()[0]?.content).not.toContain('5.jpg');
});
