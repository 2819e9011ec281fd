import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directSession } from '../../adapters/terminal/terminal-session.ts';
import { buildServer } from '../../adapters/web/server.ts';
import { newId } from '../../src/core/id.ts';
import { createSlots } from '../../src/jobs/slots.ts';
import { openMediaTools } from '../../src/main/media-tools.ts';
import type { FinishedClip } from '../../src/media/finish.ts';
import { fitWith } from '../../src/media/fit-copy.ts';
import { ownRoot } from '../../src/media/provenance/own-signer.ts';
import { verifyFile } from '../../src/media/provenance/verify-file.ts';
import { encode, framesPlan, noisyFrames } from '../media/clips.ts';
import { exif, hasExiftool } from '../media/provenance/exif.ts';
import { runners } from '../media/runners.ts';
import { until } from '../peers/discord/person.ts';
import { asMarked, provenanceFolder, testMarker } from '../peers/marked.ts';
import { pagesOf, person, wish } from '../web/people.ts';
import { type Chats, finish, latestJob, onTelegram, openChats, photo } from './chats.ts';

const size = { width: 320, height: 192 };
const kind = 'trainedAlgorithmicMedia';
const source = `http://cv.iptc.org/newscodes/digitalsourcetype/${kind}`;
const about = { effect: 'parallax', engine: 'predictions', model: 'paid' } as const;

/** How clips come to people, whole or made smaller: a chat takes half of one only. */
const ways = {
  Discord: async (chats: Chats, limit: number | null) => {
    const ana = chats.discord.person('Ana');
    const standing = {
      channel: chats.discord.channel(chats.discord.guild('Home')),
      sizeLimit: limit ?? 10 * 2 ** 20,
    };
    await ana.command('animate', { photo }, standing);
    await finish(chats, await latestJob(chats, `discord:${ana.user.id}`));
    const clips = ana.sees(standing.channel).flatMap(({ attachments }) => attachments);
    return Buffer.from(await (await fetch(clips[0]?.url ?? '')).arrayBuffer());
  },
  Telegram: async (chats: Chats, limit: number | null) => {
    const ana = await onTelegram(chats);
    chats.telegram.state.faults.push({
      matches: (method, chat) => method === 'sendVideo' && chat === ana.home.id,
      happens: 'before',
      answer: {
        kind: 'status',
        status: 413,
        headers: {},
        body: { ok: false, error_code: 413, description: 'Request Entity Too Large' },
      },
      times: limit === null ? 0 : 1,
    });
    await ana.send(photo, { caption: '/animate effect:parallax' });
    await finish(chats, await latestJob(chats, `telegram:${ana.user.id}`));
    return (
      (await until(() => ana.sees().find(({ media }) => media?.kind === 'video'))).media?.file.bytes ??
      Buffer.alloc(0)
    );
  },
  web: async ({ ...chats }: Chats) => {
    const server = await buildServer({ needs: [], pages: [pagesOf(chats.services)] });
    const ana = await person(server);
    const { job } = (await ana.post('/make', wish({ effect: 'parallax' }), { json: true })).json();
    await finish(chats, job);
    const [, clip = ''] = /data-clip="([\w-]{22})"/.exec((await ana.get(`/jobs/${job}`)).body) ?? [];
    const { rawPayload } = await ana.get(`/clips/${clip}/file`);
    await server.close();
    return rawPayload;
  },
  terminal: async (chats: Chats) => {
    const folder = await mkdtemp(join(tmpdir(), 'photoplay-marks-'));
    const [out, path] = [join(folder, 'clip.mp4'), join(folder, 'photo.jpg')];
    await writeFile(path, photo.bytes);
    const session = directSession(
      'ana',
      chats.bound,
      async () => null,
      async () => {},
    );
    const raw = { photos: [{ path, name: 'photo.jpg' }], effect: 'parallax' };
    const { job } = await session.run('animate', raw, { platform: 'terminal', out }, newId());
    await finish(chats, job?.id ?? '');
    const bytes = await readFile(out);
    await rm(folder, { recursive: true });
    return bytes;
  },
} as const;

const cells = runners.flatMap((encoder) => [
  ...(Object.keys(ways) as (keyof typeof ways)[]).map((surface) => ({ encoder, surface, copy: 'whole' })),
  ...(['Discord', 'Telegram'] as const).map((surface) => ({ encoder, surface, copy: 'made smaller' })),
]);

describe('a clip as it comes to people', () => {
  let [encoder] = runners;
  let folder = '';
  const inside = (name: string): string => join(folder, name);
  const one = <Result>(task: () => Promise<Result>): Promise<Result> => task();
  /** The marked clips, one of each encoder, with their first frames. */
  const made = new Map<string, FinishedClip>();
  const chats = openChats({
    works: false,
    media: {
      finishClip: async (clip, thumbnail) => {
        const finished = made.get(encoder?.name ?? '');
        if (finished === undefined) throw new Error('no encoder');
        await copyFile(finished.file, clip);
        await copyFile(`${finished.file}.jpg`, thumbnail);
        return { ...finished, file: asMarked(clip) };
      },
    },
    fit: (...asked) => {
      if (encoder === undefined) throw new Error('no encoder');
      return fitWith(encoder, testMarker, one)(...asked);
    },
  });
  const says = async (path: string): Promise<void> => {
    const roots = await readFile(ownRoot(provenanceFolder), 'utf8');
    const { credentials, xmp } = await verifyFile(path, roots);
    expect(credentials).toMatchObject({ ...about, state: 'trusted', problems: [], source });
    expect(xmp?.source).toBe(source);
    if (hasExiftool) expect((await exif(path))['XMP-iptcExt:DigitalSourceType']).toBe(source);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-marks-'));
    for (const runner of runners) {
      const path = inside(`${runner.name}.mp4`);
      await encode(runner, framesPlan(size, path), noisyFrames(size, 12));
      const tools = openMediaTools(runner, testMarker, createSlots(2), 'off');
      const asked = {
        takes: 1,
        motion: 'medium',
        about: { ...about, effectVersion: 1, source: kind },
      } as const;
      made.set(runner.name, await tools.finishClip(path, `${path}.jpg`, asked, AbortSignal.timeout(60_000)));
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(runners)('finished by $name says what made it, for two readers', async ({ name }) => {
    await says(inside(`${name}.mp4`));
  });

  it('of a photo that is only looked at says what made it', async () => {
    const [runner] = runners;
    if (runner === undefined) throw new Error('no encoder');
    const tools = openMediaTools(runner, testMarker, createSlots(2), 'off');
    const shown = 'test/fixtures/photos/cat-chelsea.jpg';
    const path = inside('preview.mp4');
    await tools.preview(shown, { width: 451, height: 300 }, path, AbortSignal.timeout(60_000));
    const { credentials, xmp } = await verifyFile(path, null);
    expect(credentials).toMatchObject({
      effect: 'parallax',
      source: expect.stringContaining('algorithmicallyEnhanced'),
    });
    expect(xmp?.source).toContain('algorithmicallyEnhanced');
  });

  it.each(cells)('from $surface, $copy, by $encoder.name, says so too', async (cell) => {
    ({ encoder } = cell);
    const marked = await readFile(inside(`${encoder.name}.mp4`));
    if (cell.copy === 'whole') {
      expect((await ways[cell.surface](chats(), null)).equals(marked)).toBe(true);
      return;
    }
    const got = await ways[cell.surface](chats(), Math.round(marked.length * 0.6));
    expect(got.length).toBeLessThan(marked.length);
    await writeFile(inside('got.mp4'), got);
    await says(inside('got.mp4'));
  });
});
