import { soundRate } from '../encode-steps.ts';
import type { Segment } from './timeline.ts';

const channels = 2;

const gainAt = ({ fadeIn, fadeOut }: Segment, time: number, left: number): number =>
  Math.min(1, fadeIn > 0 ? time / fadeIn : 1, fadeOut > 0 ? Math.max(0, left) / fadeOut : 1);

const header = (bytes: number): Buffer => {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(soundRate, 24);
  head.writeUInt32LE(soundRate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
};

/** Lays segments over each other with their fades, into a WAV; each has its 16-bit stereo samples. */
export const mix = (parts: readonly (readonly [Segment, Int16Array])[]): Buffer => {
  const ends = parts.map(([{ at, seconds }]) => at + seconds);
  const total = Math.round(Math.max(0, ...ends) * soundRate);
  const sum = new Float32Array(total * channels);
  for (const [segment, samples] of parts) {
    const start = Math.round(segment.at * soundRate);
    const count = Math.min(samples.length / channels, total - start);
    for (let sample = 0; sample < count; sample += 1) {
      const time = sample / soundRate;
      const gain = gainAt(segment, time, segment.seconds - time);
      for (let channel = 0; channel < channels; channel += 1) {
        const at = (start + sample) * channels + channel;
        sum[at] = (sum[at] as number) + gain * (samples[sample * channels + channel] as number);
      }
    }
  }
  const mixed = Int16Array.from(sum, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value))));
  return Buffer.concat([header(mixed.byteLength), Buffer.from(mixed.buffer)]);
};
