import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clipReportPath, readClipReport } from '../../../src/media/clip-report.ts';
import type { EncoderChoice } from '../../../src/media/encoder-command.ts';
import { applyPost } from '../../../src/media/post/apply.ts';
import { loudnessOf } from '../../../src/media/post/loudness.ts';
import { probe } from '../../../src/media/probe.ts';
import { drums, wavOf } from '../beat/tracks.ts';
import { decode, movingFrames, type Shape } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { boxesOf } from '../mp4-boxes.ts';
import { runners } from '../runners.ts';
import { listen, loudness, pitch, tone } from '../sounds.ts';
import { flatFrame, levels, post, shoot } from './post-shots.ts';

const folder = useFolder();
const small: Shape = { width: 160, height: 90 };
const attach = { kind: 'sound', file: 'song', start: 0 } as const;

const keep = (name: string, bytes: Uint8Array | string): Readonly<Record<string, string>> => {
  writeFileSync(folder.inside(name), bytes);
  return { song: folder.inside(name) };
};

const flatClip = (choice: EncoderChoice, name: string, frames: number, luma: number): Promise<string> =>
  shoot(
    choice,
    folder.inside(name),
    small,
    Array.from({ length: frames }, () => flatFrame(small, luma)),
  );

describe.each(runners)('$name', (choice) => {
  const silents = new Map<number, Buffer>();
  /** A clip without sound, encoded once for each length. */
  const silent = async (frames = 48): Promise<string> => {
    const path = folder.inside('clip.mp4');
    const known = silents.get(frames);
    if (known === undefined)
      silents.set(frames, readFileSync(await shoot(choice, path, small, movingFrames(small, frames))));
    else writeFileSync(path, known);
    return path;
  };

  test('a sound is cut to the clip, brought to the usual loudness and faded out', async () => {
    const clip = await silent(96);
    const after = await post(choice, [attach], clip, keep('song.wav', tone(440, 10, 0.02)));
    const facts = await probe(after);
    expect(facts).toMatchObject({ audio: true, frames: 96, fps: 24, codec: 'avc' });
    const samples = await listen(choice, after);
    expect(Math.abs(samples.length / 48_000 - 4)).toBeLessThan(0.05);
    expect(pitch(samples, 1, 3)).toBeCloseTo(440, -1);
    // A stereo sine of −14 LUFS; a decibel is a factor of 1.12.
    expect(loudness(samples, 1, 3)).toBeGreaterThan(0.141 / 1.25);
    expect(loudness(samples, 1, 3)).toBeLessThan(0.141 * 1.25);
    expect(loudness(samples, 3.7, 3.8)).toBeLessThan(0.7 * loudness(samples, 1, 3));
    expect(loudness(samples, 3.95, 4)).toBeLessThan(0.1 * loudness(samples, 1, 3));
  });

  /** The head of a WAV that holds the samples of both. */
  const headOf = (one: Buffer, two: Buffer): Buffer => {
    const head = Buffer.from(one.subarray(0, 44));
    head.writeUInt32LE(one.length + two.length - 52, 4);
    head.writeUInt32LE(one.length + two.length - 88, 40);
    return head;
  };

  test('the picture comes closer and brighter where the sound is loud', async () => {
    const frame = flatFrame(small, 120);
    for (let y = 30; y < 60; y += 1) frame.fill(30, y * small.width + 50, y * small.width + 110);
    const clip = await shoot(choice, folder.inside('swell.mp4'), small, Array(48).fill(frame));
    const [quiet, loud] = [tone(440, 1, 0.02), tone(440, 1, 0.9)];
    const file = keep(
      'song.wav',
      Buffer.concat([headOf(quiet, loud), quiet.subarray(44), loud.subarray(44)]),
    );
    const after = await post(choice, [{ kind: 'swell', strength: 1 }, attach], clip, file);
    await expect(probe(after)).resolves.toMatchObject({ frames: 48, fps: 24, audio: true });
    const grey = await decode(choice, after, 'gray');
    const size = small.width * small.height;
    const at = (index: number) => grey.subarray(index * size, (index + 1) * size);
    const dark = (index: number) => at(index).filter((level) => level < 60).length;
    expect(at(40)[0]).toBeGreaterThan((at(10)[0] ?? 255) + 8);
    expect(dark(40)).toBeGreaterThan(dark(10) * 1.05);
    const signal = new AbortController().signal;
    const silent = [{ kind: 'swell', strength: 1 }] as const;
    expect(await applyPost(choice, silent, clip, folder.inside('none.mp4'), {}, signal)).toEqual([]);
  });

  test.each([1, 4])('music over %i seconds is brought to the usual loudness', async (seconds) => {
    const clip = await silent(24 * seconds);
    const music = drums(120, 0.1, 12).map((value) => value * 0.05);
    const after = await post(choice, [attach], clip, keep('song.wav', wavOf(music)));
    const left = Array.from(await listen(choice, after), (value) => Math.round(32_768 * value));
    const loudness = loudnessOf(Int16Array.from(left.flatMap((value) => [value, value])));
    expect(Math.abs(loudness + 14)).toBeLessThan(seconds > 1 ? 1.5 : 2.5);
    expect(left.reduce((most, value) => Math.max(most, value))).toBeLessThan(32_000);
  });

  test('a new sound takes the place of the one a clip has, and its look goes with it', async () => {
    const sung = await post(choice, [attach], await silent(), keep('song.wav', tone(900, 3, 0.2)));
    const look = { facts: { audio: false, bytes: statSync(sung).size }, poster: 'a picture' };
    writeFileSync(clipReportPath(sung), JSON.stringify(look));
    expect(pitch(await listen(choice, sung), 0.3, 1.3)).toBeCloseTo(900, -1.3);
    const replaced = await post(choice, [attach], sung, keep('other.wav', tone(300, 3, 0.2)));
    expect(pitch(await listen(choice, replaced), 0.3, 1.3)).toBeCloseTo(300, -1.3);
    await expect(readClipReport(replaced)).resolves.toMatchObject({
      facts: { audio: true },
      poster: 'a picture',
    });
  });

  test('a silent sound stays silent', async () => {
    const after = await post(choice, [attach], await silent(), keep('song.wav', tone(0, 3, 0)));
    expect(loudness(await listen(choice, after), 0, 2)).toBe(0);
  });

  test('the pictures under a new sound are the very same, and the file starts while loading', async () => {
    const clip = await silent();
    const after = await post(choice, [attach], clip, keep('song.wav', tone(440, 5, 0.1)));
    const pictures = await Promise.all([clip, after].map((path) => decode(choice, path, 'yuv420p')));
    expect(pictures[0]?.equals(pictures[1] ?? Buffer.alloc(0))).toBe(true);
    const order = boxesOf(readFileSync(after)).map(({ type }) => type);
    expect(order.indexOf('moov')).toBeLessThan(order.indexOf('mdat'));
    expect(folder.names().filter((name) => name.startsWith('post-'))).toEqual([]);
  });

  test('a sound that is shorter than the clip ends early', async () => {
    const after = await post(choice, [attach], await silent(), keep('song.wav', tone(300, 1, 0.1)));
    expect((await probe(after)).frames).toBe(48);
    expect(Math.abs((await listen(choice, after)).length / 48_000 - 1)).toBeLessThan(0.05);
  });

  test('a clip keeps its own sound through other steps, and a trim cuts both', async () => {
    const song = tone(300, 1, 0.1);
    const two = Buffer.concat([song, tone(900, 1, 0.1).subarray(44)]);
    two.writeUInt32LE(two.length - 8, 4);
    two.writeUInt32LE(two.length - 44, 40);
    const sung = await post(choice, [attach], await silent(), keep('song.wav', two));
    const steady = await post(choice, [{ kind: 'deflicker' }], sung);
    await expect(probe(steady)).resolves.toMatchObject({ audio: true, frames: 48 });
    expect((await listen(choice, steady)).length).toBe((await listen(choice, sung)).length);
    const cut = await post(choice, [{ kind: 'trim', start: 1, end: 1.5 }], sung);
    await expect(probe(cut)).resolves.toMatchObject({ audio: true, frames: 12 });
    const samples = await listen(choice, cut);
    expect(Math.abs(samples.length / 48_000 - 0.5)).toBeLessThan(0.05);
    expect(pitch(samples, 0.1, 0.3)).toBeCloseTo(900, -1.3);
  });

  test('clips are joined by a cross-fade of their pictures and their sounds', async () => {
    const dark = await flatClip(choice, 'dark.mp4', 48, 40);
    const high = await flatClip(choice, 'light.mp4', 36, 200);
    const sung = await post(choice, [attach], high, keep('song.wav', tone(600, 1.5, 0.1)));
    const step = { kind: 'stitch', clips: ['next'], fade: 0.5 } as const;
    const after = await post(choice, [step], dark, { next: sung });
    await expect(probe(after)).resolves.toMatchObject({ audio: true, frames: 72, fps: 24 });
    const grey = levels(await decode(choice, after, 'gray'), small.width * small.height);
    expect(grey[30]).toBeLessThan(40);
    expect(grey[42]).toBeGreaterThan(70);
    expect(grey[42]).toBeLessThan(180);
    expect(grey[60]).toBeGreaterThan(205);
    const samples = await listen(choice, after);
    expect(loudness(samples, 0, 1.4)).toBe(0);
    expect(pitch(samples, 2, 2.4)).toBeCloseTo(600, -1.3);
    expect(loudness(samples, 1.55, 1.65)).toBeLessThan(0.5 * loudness(samples, 2, 2.4));
  });
});

// Both are told before anything is encoded, so one encoder is as good as the other.
const [choice = { name: 'node-av' }] = runners;

test('what is no sound is refused, and nothing is left', async () => {
  const clip = await flatClip(choice, 'clip.mp4', 12, 60);
  for (const [name, bytes] of [
    ['note.txt', 'la la la'],
    ['empty.wav', ''],
    ['silent.mp4', readFileSync(clip)],
  ] as const) {
    const refused = post(choice, [attach], clip, keep(name, bytes));
    await expect(refused).rejects.toMatchObject({ kind: 'sound_not_audio' });
  }
  expect(folder.names()).toEqual(['clip.mp4', 'empty.wav', 'note.txt', 'silent.mp4']);
});

test('a sound of three hours is refused with both lengths', async () => {
  const files = keep('song.wav', tone(0, 0, 0, 8_000));
  const bytes = 3 * 3600 * 8_000 * 2;
  const head = readFileSync(folder.inside('song.wav'));
  head.writeUInt32LE(36 + bytes, 4);
  head.writeUInt32LE(bytes, 40);
  writeFileSync(folder.inside('song.wav'), head);
  truncateSync(folder.inside('song.wav'), 44 + bytes);
  await expect(
    post(choice, [attach], await flatClip(choice, 'clip.mp4', 12, 60), files),
  ).rejects.toMatchObject({
    kind: 'sound_too_long',
    facts: { minutes: 180, limit: 15 },
  });
});
