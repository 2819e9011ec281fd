import { type Ratio, type Resolution, resolutions } from '../../core/order.ts';
import type { Shot, Size } from '../../core/shot.ts';
import type { Fields, Length, RemoteModel, Tier } from './models/model.ts';

/** The first item with the smallest distance; null for an empty list. */
const nearest = <T>(things: readonly T[], distance: (thing: T) => number): T | null =>
  things.reduce<T | null>(
    (best, thing) => (best === null || distance(thing) < distance(best) - 1e-9 ? thing : best),
    null,
  );

const clamp = (value: number, minimum: number, maximum: number): number =>
  Math.min(maximum, Math.max(minimum, value));

/**
 * The tier nearest to a resolution, the smaller of two equally near ones; null when no tier takes that many photos.
 */
export const fitTier = (model: RemoteModel, wished: Resolution, photos: number): Tier | null => {
  const rank = resolutions.indexOf(wished);
  const able = model.size.tiers.filter(({ firstOnly }) => photos === 1 || firstOnly !== true);
  return nearest(able, ({ resolution }) => Math.abs(resolutions.indexOf(resolution) - rank));
};

export type FittedLength = { readonly seconds: number; readonly fields: Fields };

const stretch = (length: Length & { kind: 'frames' }, seconds: number, fps: number): FittedLength => {
  const { minimum, maximum, rate } = length;
  // Leave the usual rate only as far as the frame limits demand, because a different rate changes the speed.
  const apt = clamp(rate.usual, Math.ceil((minimum - 1) / seconds), Math.floor((maximum - 1) / seconds));
  const used = clamp(apt, rate.minimum, rate.maximum);
  const frames = clamp(Math.round(seconds * used) + 1, minimum, maximum);
  return {
    seconds: (frames - 1) / used,
    fields: { [length.field]: frames, [rate.field]: used, [length.smooth]: fps >= 30 },
  };
};

/** The length nearest to the requested seconds, the shorter of two equally near ones. */
export const fitLength = ({ length }: RemoteModel, tier: Tier, shot: Shot): FittedLength => {
  if (length.kind === 'frames') return stretch(length, shot.seconds, shot.fps);
  const options = length.options.filter(({ seconds }) => tier.seconds?.includes(seconds) ?? true);
  const { seconds, value } = nearest(options, (option) => Math.abs(option.seconds - shot.seconds)) ?? {
    seconds: shot.seconds,
    value: shot.seconds,
  };
  return { seconds, fields: length.field === null ? {} : { [length.field]: value } };
};

/** The logarithm of width over height, so that wide and tall ratios are equally far from square. */
const shapeOf = (ratio: string, photo: Size): number => {
  const [width = 1, height = 1] =
    ratio === 'photo' ? [photo.width, photo.height] : ratio.split(':').map(Number);
  return Math.log(width / height);
};

export type FittedRatio = { readonly fields: Fields; readonly used: string; readonly same: boolean };

/**
 * The aspect ratio nearest to the requested one; models without a choice keep the photo's. `same` means within 5 %.
 */
export const fitRatio = ({ ratios }: RemoteModel, wished: Ratio, photo: Size): FittedRatio => {
  const off = (ratio: string): number => Math.abs(shapeOf(ratio, photo) - shapeOf(wished, photo));
  const used = nearest(Object.keys(ratios?.values ?? {}), off) ?? 'photo';
  const value = ratios?.values[used];
  const fields = ratios === null || value === undefined ? {} : { [ratios.field]: value };
  return { fields, used, same: off(used) < 0.05 };
};

/** The frame rate nearest to the requested one, for models with a choice. */
export const fitRate = ({ fps }: RemoteModel, wished: number): Fields => {
  const rate = nearest(fps?.values ?? [], (value) => Math.abs(value - wished));
  return fps === null || rate === null ? {} : { [fps.field]: rate };
};
