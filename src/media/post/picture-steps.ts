import type { PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { reframe } from './reframe.ts';

/** What a clip is at some point of its way. */
export type Picture = Size & { readonly fps: number; readonly seconds: number };

/** What a step makes of a clip. */
export type Change = { readonly picture: Picture; readonly filters: string };

type Of<Kind extends PostStep['kind']> = PostStep & { readonly kind: Kind };

/** Seconds that fade from a clip's end into its beginning, so that most of it stays as it was. */
export const loopFade = (seconds: number, wanted: number): number => Math.min(wanted, seconds / 3);

const loop = (picture: Picture, { fade: wanted }: Of<'loop'>): Change | null => {
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

const even = (length: number): number => Math.round(length / 2) * 2;

const trim = (picture: Picture, { start, end }: Of<'trim'>): Change | null => {
  const [from, to] = [Math.max(0, start), Math.min(picture.seconds, end)];
  if (from === 0 && to === picture.seconds) return null;
  const seconds = Math.max(0, to - from);
  return {
    picture: { ...picture, seconds },
    filters: `trim=start=${from}:end=${to},setpts=PTS-STARTPTS`,
  };
};

// The filter's own usual values, at a strength of one half.
const denoise = (picture: Picture, { strength }: Of<'denoise'>): Change | null =>
  strength > 0
    ? { picture, filters: `hqdn3d=${[8, 6, 12, 9].map((most) => most * Math.min(1, strength)).join(':')}` }
    : null;

const compensated = 'mi_mode=mci:mc_mode=aobmc:me_mode=bidir:vsbmc=1';

/** Motion-compensated frames take seconds each above this. */
const compensatedSide = 480;

/** The method that will really be used. */
export const smoothMethod = ({ width, height }: Size, { method }: Of<'smooth'>): 'blend' | 'motion' =>
  Math.min(width, height) <= compensatedSide ? method : 'blend';

const smooth = (picture: Picture, step: Of<'smooth'>): Change | null => {
  const { fps } = step;
  if (picture.fps >= fps - 0.5) return null;
  const motion = smoothMethod(picture, step) === 'motion';
  return {
    picture: { ...picture, fps },
    filters: motion ? `minterpolate=fps=${fps}:${compensated}` : `framerate=fps=${fps}`,
  };
};

const upscale = (picture: Picture, { resolution }: Of<'upscale'>): Change | null => {
  const scale = Number.parseInt(resolution, 10) / Math.min(picture.width, picture.height);
  if (scale <= 1) return null;
  const [width, height] = [even(picture.width * scale), even(picture.height * scale)];
  return {
    picture: { ...picture, width, height },
    filters: `scale=${width}:${height}:flags=lanczos,unsharp=5:5:0.4:5:5:0`,
  };
};

/** What a step that needs no other file makes of a clip; null when it would change nothing. */
export const changeOf = (
  picture: Picture,
  step: Exclude<PostStep, Of<'stitch' | 'follow' | 'watermark' | 'sound'>>,
): Change | null => {
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
    case 'upscale':
      return upscale(picture, step);
    case 'reframe': {
      const [size, filters] = reframe(picture, step) ?? [null, ''];
      return size && { picture: { ...picture, ...size }, filters };
    }
  }
};
