import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EncoderChoice } from '../../src/media/encoder-command.ts';
import { probeSound } from '../../src/media/post/sound-probe.ts';
import { intakeSound } from '../../src/media/sound-intake.ts';
import { clicks, wavOf } from './beat/tracks.ts';
import { encode, framesPlan, movingFrames } from './clips.ts';
import { useFolder } from './folders.ts';
import { post } from './post/post-shots.ts';
import { runners } from './runners.ts';
import { listen, pitch, tone } from './sounds.ts';

const folder = useFolder();
const never = new AbortController().signal;

const give = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(folder.inside(name), bytes);
  return folder.inside(name);
};

/** A WAV with words in it, as editors leave them. */
const signed = (words: string): Buffer => {
  const wav = tone(440, 2, 0.2);
  const chunk = Buffer.alloc(20 + words.length + (words.length % 2));
  chunk.write('LIST', 0, 'latin1');
  chunk.writeUInt32LE(chunk.length - 8, 4);
  chunk.write('INFOIART', 8, 'latin1');
  chunk.writeUInt32LE(words.length, 16);
  chunk.write(words, 20, 'latin1');
  const whole = Buffer.concat([wav.subarray(0, 36), chunk, wav.subarray(36)]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
};

const takeWith = (choice: EncoderChoice, source: string) =>
  intakeSound(choice, source, folder.inside('kept.m4a'), 0, never);

describe.each(runners)('$name', (choice: EncoderChoice) => {
  const take = (source: string) => takeWith(choice, source);

  test('a sound becomes AAC of ours, its beat felt, and nothing else is left', async () => {
    const kept = await take(give('song.wav', wavOf(clicks(128, 0.2, 12, 0.05))));
    expect(Math.abs((kept.beat?.tempo ?? 0) - 128)).toBeLessThan(0.5);
    expect(Math.abs((kept.beat?.first ?? 0) - 0.2)).toBeLessThan(0.03);
    expect(kept.bytes).toBe(statSync(folder.inside('kept.m4a')).size);
    expect(folder.names()).toEqual(['kept.m4a', 'song.wav']);
    const { format, seconds } = await probeSound(folder.inside('kept.m4a'), never);
    expect([format, Math.round(10 * seconds)]).toEqual(['mov', 120]);
  });

  test('what is written in a sound is not kept', async () => {
    await take(give('song.wav', signed('Ana of Elm Street')));
    expect(readFileSync(folder.inside('song.wav')).includes('Elm Street')).toBe(true);
    expect(readFileSync(folder.inside('kept.m4a')).includes('Elm Street')).toBe(false);
    const samples = await listen(choice, folder.inside('kept.m4a'));
    expect(pitch(samples, 0.5, 1.5)).toBeCloseTo(440, -1);
  });

  test('of a film the sound is taken', async () => {
    const shape = { width: 64, height: 48 };
    const clip = folder.inside('film.mp4');
    await encode(choice, framesPlan(shape, clip), movingFrames(shape, 48));
    const song = give('song.wav', tone(300, 2, 0.3));
    const film = await post(choice, [{ kind: 'sound', file: 'song', start: 0 }], clip, { song });
    await take(film);
    const samples = await listen(choice, folder.inside('kept.m4a'));
    expect(pitch(samples, 0.3, 1.2)).toBeCloseTo(300, -1);
    expect((await probeSound(folder.inside('kept.m4a'), never)).seconds).toBeLessThan(2.1);
    await intakeSound(choice, film, folder.inside('kept.m4a'), 1.5, never);
    expect(Math.abs((await listen(choice, folder.inside('kept.m4a'))).length / 48_000 - 0.5)).toBeLessThan(
      0.1,
    );
    const late = intakeSound(choice, film, folder.inside('none.m4a'), 1.95, never);
    await expect(late).rejects.toMatchObject({ kind: 'sound_too_short' });
  });

  test('a torn sound is refused, and nothing is left', async () => {
    const whole = give('whole.wav', tone(500, 4, 0.3));
    await intakeSound(choice, whole, folder.inside('whole.m4a'), 0, never);
    give('torn.m4a', readFileSync(folder.inside('whole.m4a')).subarray(0, 40_000));
    const before = folder.names();
    await expect(take(folder.inside('torn.m4a'))).rejects.toMatchObject({ kind: 'sound_damaged' });
    expect(folder.names()).toEqual(before);
  });
});

// What remains is the same whoever encodes.
const [choice = { name: 'node-av' }] = runners;
const take = (source: string) => takeWith(choice, source);

test('of a long sound the first minute is kept', async () => {
  await take(give('song.wav', tone(440, 90, 0.2, 8_000)));
  const { seconds } = await probeSound(folder.inside('kept.m4a'), never);
  expect(Math.abs(seconds - 60)).toBeLessThan(0.1);
});

test('what cannot be heard is refused with its reason, and nothing is left', async () => {
  const shape = { width: 64, height: 48 };
  await encode(choice, framesPlan(shape, folder.inside('silent.mp4')), movingFrames(shape, 12));
  mkdirSync(folder.inside('album'));
  give('note.mp3', 'la la la');
  give('empty.wav', '');
  give('blink.wav', tone(400, 0.05, 0.3));
  const long = give('long.wav', tone(0, 0, 0, 2_000));
  const head = readFileSync(long);
  head.writeUInt32LE(36 + 3 * 3600 * 4_000, 4);
  head.writeUInt32LE(3 * 3600 * 4_000, 40);
  writeFileSync(long, head);
  truncateSync(long, 44 + 3 * 3600 * 4_000);
  truncateSync(give('heavy.wav', tone(400, 1, 0.3)), 60 * 2 ** 20);
  const before = folder.names();
  for (const [name, failure] of [
    ['nothing.mp3', { kind: 'sound_missing' }],
    ['album', { kind: 'sound_is_folder' }],
    ['empty.wav', { kind: 'sound_empty' }],
    ['note.mp3', { kind: 'sound_not_audio' }],
    ['silent.mp4', { kind: 'sound_not_audio' }],
    ['blink.wav', { kind: 'sound_too_short' }],
    ['long.wav', { kind: 'sound_too_long', facts: { minutes: 180, limit: 15 } }],
    ['heavy.wav', { kind: 'sound_too_heavy', facts: { megabytes: 60, limit: 50 } }],
  ] as const)
    await expect(take(folder.inside(name)), name).rejects.toMatchObject(failure);
  expect(folder.names()).toEqual(before);
});
