import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { intakeSound } from '../../src/media/sound-intake.ts';
import { useFolder } from './folders.ts';
import { runners } from './runners.ts';
import { listen, pitch, tone } from './sounds.ts';

const folder = useFolder();
const never = new AbortController().signal;
const seconds = 1.5;

const wav = (change: (file: Buffer) => Buffer | undefined) => (): Buffer => {
  const file = tone(440, seconds, 0.3);
  return change(file) ?? file;
};

const lengths = (riff: number, data: number) =>
  wav((file) => {
    file.writeUInt32LE(riff, 4);
    file.writeUInt32LE(data, 40);
    return file;
  });

/** Encodes the tone with ffmpeg; into a pipe, nothing can be filled in afterwards. */
const coded =
  (format: string, codec: string, ...options: readonly string[]) =>
  (): Buffer => {
    writeFileSync(folder.inside('tone.wav'), tone(440, seconds, 0.3));
    const input = [
      '-v',
      'error',
      '-y',
      '-i',
      folder.inside('tone.wav'),
      '-c:a',
      codec,
      ...options,
      '-f',
      format,
    ];
    if (!['mp4', 'mov', 'ipod', 'wav'].includes(format) || options.includes('empty_moov'))
      return execFileSync('ffmpeg', [...input, '-']);
    execFileSync('ffmpeg', [...input, folder.inside('coded')]);
    return readFileSync(folder.inside('coded'));
  };

const twice = (make: () => Buffer) => (): Buffer => Buffer.concat([make(), make()]);

const written: readonly (readonly [string, number, () => Buffer])[] = [
  ['a WAV from a pipe', 1, lengths(0xffffffff, 0xffffffff)],
  ['a WAV whose writer died', 1, lengths(0, 0)],
  ['a WAV of the longest length', 1, lengths(0x7fffffff, 0x7fffffff)],
];

const encoded: readonly (readonly [string, number, () => Buffer])[] = [
  ['a voice message of a browser', 1, coded('webm', 'libopus', '-live', '1')],
  ['a voice message of a chat', 1, coded('ogg', 'libopus')],
  ['two Opus streams one after another', 2, twice(coded('ogg', 'libopus'))],
  ['two Vorbis streams one after another', 2, twice(coded('ogg', 'libvorbis', '-ac', '2'))],
  ['a Matroska', 1, coded('matroska', 'libvorbis', '-ac', '2')],
  ['ALAC in MP4', 1, coded('ipod', 'alac')],
  ['AC-3 in MP4', 1, coded('mp4', 'ac3')],
  ['MP3 in MP4', 1, coded('mp4', 'libmp3lame')],
  ['Opus in MP4', 1, coded('mp4', 'libopus')],
  ['PCM in QuickTime', 1, coded('mov', 'pcm_s16le')],
  ['ADPCM in WAV', 1, coded('wav', 'adpcm_ms')],
  ['FLAC from a pipe', 1, coded('flac', 'flac')],
];

/** Each file is made once, whoever hears it. */
const made = new Map<string, Buffer>();
const fileOf = (name: string, make: () => Buffer): Buffer => {
  const file = made.get(name) ?? make();
  made.set(name, file);
  return file;
};

const hasFfmpeg = runners.some(({ name }) => name === 'ffmpeg');

describe.each(runners)('$name', (choice) => {
  for (const [name, times, make] of [...written, ...(hasFfmpeg ? encoded : [])])
    test(`${name} is heard to its end`, async () => {
      writeFileSync(folder.inside('sound'), fileOf(name, make));
      await intakeSound(choice, folder.inside('sound'), folder.inside('kept.m4a'), 0, never);
      const samples = await listen(choice, folder.inside('kept.m4a'));
      expect(Math.abs(samples.length / 48_000 - times * seconds)).toBeLessThan(0.15);
      expect(pitch(samples, 0.3, 1.2)).toBeCloseTo(440, -1);
    });

  if (hasFfmpeg)
    test.each([0, 1])(
      'a sound that starts after the picture stays in step with it, from second %i on',
      async (from) => {
        const tones = ['-itsoffset', '1.5', '-f', 'lavfi', '-i', 'sine=440:d=3.5'];
        const picture = ['-f', 'lavfi', '-i', 'color=s=16x16:d=5'];
        const video = [
          '-v',
          'error',
          '-y',
          ...picture,
          ...tones,
          '-c:a',
          'libopus',
          folder.inside('video.webm'),
        ];
        execFileSync('ffmpeg', video);
        await intakeSound(choice, folder.inside('video.webm'), folder.inside('kept.m4a'), from, never);
        const samples = await listen(choice, folder.inside('kept.m4a'));
        expect(Math.abs(samples.length / 48_000 - (5 - from))).toBeLessThan(0.15);
        const heard = samples.findIndex((sample) => Math.abs(sample) > 0.01) / 48_000;
        expect(Math.abs(heard - (1.5 - from))).toBeLessThan(0.05);
      },
    );

  test('a WAV that lacks half of what it says is refused', async () => {
    const file = tone(440, 3, 0.3);
    writeFileSync(folder.inside('sound'), file.subarray(0, file.length / 2));
    const taken = intakeSound(choice, folder.inside('sound'), folder.inside('kept.m4a'), 0, never);
    await expect(taken).rejects.toMatchObject({ kind: 'sound_damaged' });
  });
});
