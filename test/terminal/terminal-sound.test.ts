import { readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findEncoder } from '../../src/media/find-encoder.ts';
import { loudnessOf } from '../../src/media/post/loudness.ts';
import { probe } from '../../src/media/probe.ts';
import { clicks, drums, wavOf } from '../media/beat/tracks.ts';
import { decode } from '../media/clips.ts';
import { listen } from '../media/sounds.ts';
import { heights, landings } from './bounce.ts';
import { program } from './program.ts';

const portrait = resolve('test/fixtures/photos/portrait-astronaut.jpg');
const small = ['--resolution', '480p'];
const encoder = await findEncoder(undefined);

/** Moments at which clicks begin, in seconds. */
const clicksIn = (samples: Float32Array): number[] => {
  const moments: number[] = [];
  for (const [at, value] of samples.entries())
    if (Math.abs(value) > 0.1 && at / 48_000 > (moments.at(-1) ?? -1) + 0.2) moments.push(at / 48_000);
  return moments;
};

describe('photoplay animate --audio', () => {
  const photoplay = program({}, 'server');
  const inFolder = (name: string): string => join(photoplay.folder, name);
  const leftBehind = async (): Promise<string[]> => {
    const rooms = ['photos', 'sounds', 'depths', 'clips'].map((room) => inFolder(`data/files/${room}`));
    const names = await Promise.all(
      [...rooms, inFolder('data/work')].map((room) => readdir(room).catch(() => [])),
    );
    return names.flat();
  };

  it('lets a dancer land on every click of a track', async () => {
    const [tempo, first] = [128, 0.14];
    await writeFile(inFolder('clicks.wav'), wavOf(clicks(tempo, first, 20)));
    const { code, errors } = await photoplay.run([
      'animate',
      portrait,
      ...['--effect', 'dance', '--seed', '5', '--fps', '30', '--seconds', '3', ...small],
      ...['--audio', 'clicks.wav', '--out', 'clip.mp4'],
    ]);
    // A busy machine tells how far it has got.
    expect(code, errors.join('; ')).toBe(0);
    const clip = inFolder('clip.mp4');
    const { width, height, audio, seconds } = await probe(clip);
    expect([audio, seconds]).toEqual([true, 3]);
    const heard = clicksIn(await listen(encoder, clip));
    expect(heard.length).toBe(Math.ceil(((3 - first) * tempo) / 60));
    const face = { x: Math.round(width * 0.47), y: Math.round(height * 0.22) };
    const down = heights(await decode(encoder, clip, 'gray'), { width, height }, face);
    const landed = landings(down).map((frame) => frame / 30);
    for (const moment of heard.filter((click) => click > 0.1 && click < 2.9)) {
      const nearest = Math.min(...landed.map((landing) => Math.abs(landing - moment)));
      expect(nearest).toBeLessThan(0.05);
    }
    expect(Math.abs(landed.length - heard.length)).toBeLessThanOrEqual(1);
    expect(Math.max(...down) - Math.min(...down)).toBeGreaterThan(4);
  });

  it('is heard as loud as music is elsewhere, in a loop too, and rerolls keep it', async () => {
    await writeFile(inFolder('band.wav'), wavOf(drums(110, 0.2, 15).map((value) => value * 0.1)));
    const faceless = { FACE_ANALYSIS: 'off' };
    const words = ['--effect', 'breeze', '--seconds', '2', ...small];
    const files = ['--audio', 'band.wav', '--json', '--out', 'clip.mp4'];
    const told = await photoplay.run(['animate', portrait, ...words, ...files], faceless);
    const { id } = JSON.parse(told.out).clips[0];
    const again = await photoplay.run(['reroll', id, '--out', 'again.mp4'], faceless);
    expect([told.code, again.code]).toEqual([0, 0]);
    for (const name of ['clip.mp4', 'again.mp4']) {
      const samples = await listen(encoder, inFolder(name));
      const stereo = Int16Array.from(
        { length: samples.length * 2 },
        (_, at) => 32_768 * (samples[at >> 1] ?? 0),
      );
      expect(Math.abs(loudnessOf(stereo) + 14)).toBeLessThan(1.5);
      expect(Math.abs(samples.length / 48_000 - 2)).toBeLessThan(0.05);
    }
  });

  it('says in one line what is wrong with a sound or a depth map, and keeps and charges nothing', async () => {
    await writeFile(inFolder('words.mp3'), 'la la la');
    for (const [flag, name, line] of [
      ['--audio', 'words.mp3', /That file has no audio/],
      ['--audio', 'missing.mp3', /No audio file found at missing\.mp3/],
      ['--depth', 'words.mp3', /isn’t (?:a photo|an image)/],
    ] as const) {
      const { code, out, errors } = await photoplay.run([
        'animate',
        portrait,
        flag,
        name,
        '--out',
        'clip.mp4',
      ]);
      expect(errors, name).toEqual([expect.stringMatching(line)]);
      expect(errors[0]).toMatch(/^photoplay: /);
      expect([code, out]).toEqual([1, '']);
      expect(await leftBehind(), name).toEqual([]);
    }
  });
});
