import { readFile, rm } from 'node:fs/promises';
import { soundRate } from '../encode-steps.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';

/**
 * Thresholds: below this share of the loud parts is a pause; a sound whose loud parts are below `silence` is silent.
 */
const pause = 0.07;
const silence = 0.003;

/** Seconds in which a mouth closes by half. */
const release = 0.07;

/** Rumble and drums below this frequency in hertz don't move the mouth. */
const lowest = 120;

/**
 * Mouth opening in every frame for these mono samples (from −1 to 1), 0 to 1. The mouth opens at once, closes more
 * slowly, and is shut in pauses.
 */
export const speechLevels = (
  samples: Float32Array,
  rate: number,
  fps: number,
  frames: number,
): Float32Array => {
  const keep = Math.exp((-2 * Math.PI * lowest) / rate);
  const power = new Float64Array(frames);
  let [before, high] = [0, 0];
  const end = Math.min(samples.length, Math.floor((frames * rate) / fps));
  for (let i = 0; i < end; i += 1) {
    const sample = samples[i] as number;
    high = keep * (high + sample - before);
    before = sample;
    const frame = Math.min(frames - 1, Math.floor((i * fps) / rate));
    power[frame] = (power[frame] as number) + high * high;
  }
  const loud = Float64Array.from(power, (sum) => Math.sqrt((sum * fps) / rate));
  const usual = loud.toSorted()[Math.floor(0.93 * (frames - 1))] ?? 0;
  const levels = new Float32Array(frames);
  if (usual < silence) return levels;
  const fall = 2 ** (-1 / (release * fps));
  let level = 0;
  for (let frame = 0; frame < frames; frame += 1) {
    const now = (loud[frame] as number) / usual;
    // Lips part a moment before the sound is heard.
    const next = 0.6 * ((loud[frame + 1] ?? 0) / usual);
    const wished = Math.max(now, next);
    const open = wished < pause ? 0 : Math.min(1, ((wished - pause) / (1 - pause)) ** 0.8);
    level = open > level ? level + 0.85 * (open - level) : Math.max(open, level * fall);
    levels[frame] = level < 0.03 ? 0 : level;
  }
  return levels;
};

/**
 * Speech levels of a sound that we encoded ourselves, from `start` seconds on. Throws the failures of `startEncoding`.
 */
export const measureSpeech = async (
  encoder: EncoderChoice,
  { path, start }: { readonly path: string; readonly start: number },
  pcm: string,
  { fps, frames }: { readonly fps: number; readonly frames: number },
  signal: AbortSignal,
): Promise<Float32Array> => {
  try {
    await startEncoding(
      encoder,
      {
        input: { kind: 'sound', path, format: 'mov' },
        filters: null,
        output: { kind: 'pcm', path: pcm },
        frames: null,
        limit: 60,
      },
      signal,
    ).finish();
    const bytes = await readFile(pcm);
    const first = Math.round(start * soundRate);
    const count = Math.max(0, Math.min((bytes.length >> 2) - first, Math.ceil((frames / fps) * soundRate)));
    const mono = Float32Array.from({ length: count }, (_, i) => {
      const at = 4 * (first + i);
      return (bytes.readInt16LE(at) + bytes.readInt16LE(at + 2)) / 65_536;
    });
    return speechLevels(mono, soundRate, fps, frames);
  } finally {
    await rm(pcm, { force: true });
  }
};
