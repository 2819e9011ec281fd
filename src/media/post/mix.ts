import { soundRate } from '../encode-steps.ts';
import { gainFor } from './loudness.ts';
import type { SoundSegment } from './sound-timeline.ts';

const channels = 2;

const gainAt = ({ fadeIn, fadeOut }: SoundSegment, time: number, left: number): number =>
  Math.min(1, fadeIn > 0 ? time / fadeIn : 1, fadeOut > 0 ? Math.max(0, left) / fadeOut : 1);

const header = (bytes: number): Buffer => {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(3, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(soundRate, 24);
  head.writeUInt32LE(soundRate * channels * 4, 28);
  head.writeUInt16LE(channels * 4, 32);
  head.writeUInt16LE(32, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
};

/**
 * Mixes segments, each with its 16-bit stereo samples, into a floating-point WAV, applying levelling and fades. Samples
 * may exceed 1.
 */
export const mix = (parts: readonly (readonly [SoundSegment, Int16Array])[]): Buffer => {
  const ends = parts.map(([{ at, seconds }]) => at + seconds);
  const total = Math.round(Math.max(0, ...ends) * soundRate);
  const sum = new Float32Array(total * channels);
  for (const [segment, samples] of parts) {
    const level = (segment.level ? gainFor(samples) : 1) / 32_768;
    const start = Math.round(segment.at * soundRate);
    const count = Math.min(samples.length / channels, total - start);
    for (let sample = 0; sample < count; sample += 1) {
      const time = sample / soundRate;
      const gain = level * gainAt(segment, time, segment.seconds - time);
      for (let channel = 0; channel < channels; channel += 1) {
        const at = (start + sample) * channels + channel;
        sum[at] = (sum[at] as number) + gain * (samples[sample * channels + channel] as number);
      }
    }
  }
  return Buffer.concat([header(sum.byteLength), Buffer.from(sum.buffer)]);
};
