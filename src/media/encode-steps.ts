import { resolve } from 'node:path';
import type { EncodePlan, Mp4Out } from './encode-plan.ts';

type Options = Readonly<Record<string, string>>;

/** A plan in FFmpeg's own terms, which every runner can execute. */
export type EncodeSteps = {
  readonly medium: 'video' | 'audio';
  readonly input: { readonly url: string; readonly format: string; readonly options: Options };
  readonly decoder: Options;
  readonly graph: string;
  readonly encoder: { readonly name: string; readonly options: Options };
  readonly output: { readonly url: string; readonly format: string; readonly options: Options };
};

/** Sample rate in Hz of all sound that we write. */
export const soundRate = 48_000;

/** Maximum seconds between keyframes, so that players can seek. */
export const keyframeSeconds = 2;

const pixelLimit = 4096 * 2304;

// A file may claim any frame rate.
const steady = { file: "fps='min(source_fps,60)'", frames: 'fps=source_fps' };

const tagged = 'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709';
const converted = {
  yuv420p: `scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,${tagged}`,
  gray: 'scale=out_range=pc,format=gray',
  rgb24: 'scale=flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24',
};

// The prefix prevents a path from being read as an option, a protocol or a pattern.
const fileUrl = (path: string): string => `file:${resolve(path)}`;

const inputOf = ({ input }: EncodePlan): EncodeSteps['input'] =>
  input.kind === 'frames'
    ? {
        url: 'pipe:0',
        format: 'rawvideo',
        options: {
          protocol_whitelist: 'pipe',
          video_size: `${input.width}x${input.height}`,
          pixel_format: 'yuv420p',
          framerate: String(input.fps),
        },
      }
    : {
        url: fileUrl(input.path),
        format: input.format ?? 'mov',
        options: { protocol_whitelist: 'file' },
      };

const soundGraph = ({ filters, output }: EncodePlan): string => {
  // The AAC encoder takes 1024 samples at a time.
  const packed =
    output.kind === 'aac'
      ? 'sample_fmts=fltp:channel_layouts=stereo,asetnsamples=1024:p=0'
      : 'sample_fmts=s16:channel_layouts=stereo';
  const stereo = `aresample=${soundRate},aformat=${packed}`;
  return filters === null ? stereo : `${filters},${stereo}`;
};

const graphOf = (plan: EncodePlan): string => {
  const { input, filters, output } = plan;
  if (input.kind === 'sound') return soundGraph(plan);
  const steps = [...(input.kind === 'frames' ? [tagged] : []), ...(filters === null ? [] : [filters])];
  if (output.kind === 'mp4') steps.push('crop=trunc(iw/2)*2:trunc(ih/2)*2');
  // A GIF has the colors of its palette.
  if (output.kind === 'gif') return [...steps, steady[input.kind]].join(',');
  const pixels = output.kind === 'raw' ? output.pixels : 'yuv420p';
  const ready = input.kind === 'frames' && filters === null && pixels === 'yuv420p';
  if (!ready) steps.push(converted[pixels]);
  return [...steps, steady[input.kind]].join(',');
};

const spendOf = (output: Mp4Out): Options =>
  'crf' in output
    ? { crf: String(output.crf) }
    : {
        b: String(output.bitrate),
        maxrate: String(output.bitrate),
        // A buffer of half a second: no clip exceeds its budget by more than that.
        bufsize: String(Math.floor(output.bitrate / 2)),
      };

const x264 = (output: Mp4Out): EncodeSteps['encoder'] => ({
  name: 'libx264',
  options: {
    ...spendOf(output),
    preset: output.preset,
    profile: 'high',
    // Rate control under a budget depends on thread timing, so it must use one thread to be deterministic.
    threads: 'crf' in output ? '2' : '1',
    // A threaded lookahead decides based on the frames that have arrived, which differs from run to run.
    'x264-params': 'sync-lookahead=0',
    flags: '+bitexact+cgop',
    color_range: 'tv',
    color_primaries: 'bt709',
    color_trc: 'bt709',
    colorspace: 'bt709',
  },
});

const encoderOf = ({ output }: EncodePlan): EncodeSteps['encoder'] => {
  switch (output.kind) {
    case 'mp4':
      return x264(output);
    case 'aac':
      return { name: 'aac', options: { b: String(output.bitrate), flags: '+bitexact' } };
    case 'gif':
      return { name: 'gif', options: {} };
    case 'webp':
      return { name: 'libwebp_anim', options: { quality: String(output.quality), compression_level: '4' } };
    case 'webm':
      return {
        name: 'libvpx-vp9',
        options: {
          b: String(output.bitrate),
          deadline: 'good',
          'cpu-used': '3',
          threads: '1',
          flags: '+bitexact',
        },
      };
    case 'pcm':
      return { name: 'pcm_s16le', options: {} };
    case 'raw':
      return { name: 'rawvideo', options: {} };
  }
};

const container = {
  ...{ gif: 'gif', webp: 'webp', webm: 'webm' },
  mp4: 'mp4',
  aac: 'mp4',
  pcm: 's16le',
  raw: 'rawvideo',
};

const whole: Options = { movflags: '+faststart', fflags: '+bitexact' };
const outputOptions: Partial<Record<EncodePlan['output']['kind'], Options>> = {
  ...{ mp4: whole, aac: whole },
  webp: { loop: '0' },
  webm: { fflags: '+bitexact' },
};

const outputOf = ({ output }: EncodePlan): EncodeSteps['output'] => {
  const format = container[output.kind];
  const options = outputOptions[output.kind] ?? {};
  return { url: fileUrl(output.path), format, options };
};

export const encodeSteps = (plan: EncodePlan): EncodeSteps => ({
  medium: plan.input.kind === 'sound' ? 'audio' : 'video',
  input: inputOf(plan),
  decoder: { threads: '2', max_pixels: String(pixelLimit) },
  graph: graphOf(plan),
  encoder: encoderOf(plan),
  output: outputOf(plan),
});
