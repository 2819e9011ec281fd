import type { PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { even } from '../even.ts';
import { reframe } from './reframe.ts';
import { retimed } from './retime.ts';

/** A clip's properties at some point in the chain of steps. */
export type ClipFormat = Size & { readonly fps: number; readonly seconds: number };

/** The effect of a step on a clip. */
export type StepResult = { readonly picture: ClipFormat; readonly filters: string };

type Of<Kind extends PostStep['kind']> = PostStep & { readonly kind: Kind };

/** Seconds of cross-fade from a clip's end into its beginning, limited so that most of the clip stays unchanged. */
export const loopFade = (seconds: number, wanted: number): number => Math.min(wanted, seconds / 3);

const loop = (picture: ClipFormat, { fade: wanted }: Of<'loop'>): StepResult | null => {
  const fade = loopFade(picture.seconds, wanted);
  const seconds = picture.seconds - fade;
  const timed = `fps=${picture.fps},settb=AVTB`;
  const filters = [
    'split[whole][start]',
    `[whole]trim=start=${fade},setpts=PTS-STARTPTS,${timed}[body]`,
    `[start]trim=end=${fade},setpts=PTS-STARTPTS,${timed}[head]`,
    `[body][head]xfade=duration=${fade}:offset=${seconds - fade}`,
  ];
  return { picture: { ...picture, seconds }, filters: filters.join(';') };
};

const trim = (picture: ClipFormat, { start, end }: Of<'trim'>): StepResult | null => {
  const [from, to] = [Math.max(0, start), Math.min(picture.seconds, end)];
  if (from === 0 && to === picture.seconds) return null;
  const seconds = Math.max(0, to - from);
  return {
    picture: { ...picture, seconds },
    filters: `trim=start=${from}:end=${to},setpts=PTS-STARTPTS`,
  };
};

// The filter's default values at strength 0.5.
const denoise = (picture: ClipFormat, { strength }: Of<'denoise'>): StepResult | null =>
  strength > 0
    ? { picture, filters: `hqdn3d=${[8, 6, 12, 9].map((most) => most * Math.min(1, strength)).join(':')}` }
    : null;

const compensated = 'mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1';

/** Shorter side in pixels above which motion-compensated frames take seconds each. */
const compensatedSide = 480;

/** The method that will actually be used. */
export const smoothMethod = (
  { width, height }: Size,
  { method }: Of<'smooth' | 'speed'>,
): 'blend' | 'motion' => (Math.min(width, height) <= compensatedSide ? method : 'blend');

/** A filter that makes this many frames per second of whatever frames there are. */
const between = (picture: ClipFormat, step: Of<'smooth' | 'speed'>, fps: number): string =>
  smoothMethod(picture, step) === 'motion'
    ? `minterpolate=fps=${fps}:${compensated}`
    : `framerate=fps=${fps}`;

const smooth = (picture: ClipFormat, step: Of<'smooth'>): StepResult | null => {
  const { fps } = step;
  if (picture.fps >= fps - 0.5) return null;
  return { picture: { ...picture, fps }, filters: between(picture, step, fps) };
};

const speed = (picture: ClipFormat, step: Of<'speed'>): StepResult => {
  const { factor, ease } = step;
  const { fps, seconds } = picture;
  return {
    picture: { ...picture, seconds: seconds / factor },
    filters: `${retimed(seconds, factor, ease)},${between(picture, step, fps)}`,
  };
};

/** What players and chips decode at most. */
const longestSide = 4096;

const upscale = (picture: ClipFormat, { resolution }: Of<'upscale'>): StepResult | null => {
  const { width: across, height: down } = picture;
  const scale = Math.min(
    Number.parseInt(resolution, 10) / Math.min(across, down),
    longestSide / Math.max(across, down),
  );
  if (scale <= 1) return null;
  const [width, height] = [even(picture.width * scale), even(picture.height * scale)];
  return {
    picture: { ...picture, width, height },
    filters: `scale=${width}:${height}:flags=lanczos,setsar=1,unsharp=5:5:0.4:5:5:0`,
  };
};

/** The effect on a clip of a step that needs no other file. Null when it would change nothing. */
export const changeOf = (
  picture: ClipFormat,
  step: Exclude<
    PostStep,
    Of<'stitch' | 'follow' | 'beside' | 'swell' | 'watermark' | 'title' | 'caption' | 'grade' | 'sound'>
  >,
): StepResult | null => {
  switch (step.kind) {
    case 'trim':
      return trim(picture, step);
    case 'loop':
      return loop(picture, step);
    case 'deflicker':
      return { picture, filters: 'deflicker=size=7' };
    case 'denoise':
      return denoise(picture, step);
    case 'smooth':
      return smooth(picture, step);
    case 'speed':
      return speed(picture, step);
    case 'upscale':
      return upscale(picture, step);
    case 'reframe': {
      const [size, filters] = reframe(picture, step) ?? [null, ''];
      return size && { picture: { ...picture, ...size }, filters };
    }
  }
};
