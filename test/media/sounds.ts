import { readFileSync } from 'node:fs';
import type { EncoderChoice } from '../../src/media/encoder-command.ts';
import { encode } from './clips.ts';

/** A 16-bit mono WAV of a sine wave; the amplitude is a share of the loudest. */
export const tone = (frequency: number, seconds: number, amplitude: number, rate = 44_100): Buffer => {
  const bytes = Math.round(seconds * rate) * 2;
  const wav = Buffer.alloc(44 + bytes);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  for (const [at, value] of [16, 1 | (1 << 16), rate, rate * 2, 2 | (16 << 16)].entries()) {
    wav.writeUInt32LE(value, 16 + at * 4);
  }
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(bytes, 40);
  for (let at = 0; at < bytes / 2; at += 1) {
    wav.writeInt16LE(
      Math.round(32_767 * amplitude * Math.sin((6.2832 * frequency * at) / rate)),
      44 + at * 2,
    );
  }
  return wav;
};

/** A clip's sound, decoded: the left channel's samples, 48,000 a second, from −1 to 1. */
export const listen = async (choice: EncoderChoice, clip: string): Promise<Float32Array> => {
  const path = `${clip}.pcm`;
  await encode(choice, {
    input: { kind: 'sound', path: clip, format: 'mov' },
    filters: null,
    output: { kind: 'pcm', path },
    frames: null,
    limit: 60,
  });
  const bytes = readFileSync(path);
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt16LE(at * 4) / 32_768);
};

/** How loud a stretch between two moments is: the root mean square. */
export const loudness = (samples: Float32Array, from: number, to: number): number => {
  const part = samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  return Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length);
};

/** Hertz, by counting how often the wave goes up through zero. */
export const pitch = (samples: Float32Array, from: number, to: number): number => {
  const part = samples.subarray(Math.round(from * 48_000), Math.round(to * 48_000));
  return part.filter((value, at) => value >= 0 && (part[at - 1] ?? 0) < 0).length / (to - from);
};
