import sharp from 'sharp';
import type { PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { writeBytes } from '../whole-file.ts';
import { drawLetters } from './letters.ts';

export type TextStep = PostStep & { readonly kind: 'title' | 'caption' };

/** Shares of the frame that text leaves free. */
type Margins = { readonly top: number; readonly bottom: number; readonly sides: number };

/** Apps that show upright clips put their own buttons and words at the top, at the bottom and on the right. */
const upright: Margins = { top: 0.07, bottom: 0.2, sides: 0.1 };
const others: Margins = { top: 0.05, bottom: 0.08, sides: 0.08 };

const marginsOf = ({ width, height }: Size): Margins => (height > 1.5 * width ? upright : others);

/**
 * Height of the letters and of the whole text, as shares of the shorter side and of the frame, and how many lines are
 * better than smaller letters. Faces are seldom in the top sixth.
 */
const sizes = {
  title: { letters: 0.085, box: 0.13, lines: 2 },
  caption: { letters: 0.055, box: 0.2, lines: 3 },
} as const;

/** A line with the space under it, in heights of its letters. */
const lineHeight = 1.45;
const smallestShare = 0.025;
const smaller = 0.88;

/** Draws text so that it fits: wrapped, then with smaller letters, at last shrunk as a picture. */
const fitted = async ({ kind, text }: TextStep, frame: Size): Promise<Buffer> => {
  const { letters, box, lines } = sizes[kind];
  const short = Math.min(frame.width, frame.height);
  const width = Math.round(frame.width * (1 - 2 * marginsOf(frame).sides));
  const height = Math.round(frame.height * box);
  for (let size = short * letters; ; size *= smaller) {
    const png = await drawLetters(text, { height: Math.max(8, Math.round(size)), width });
    const drawn = await sharp(png).metadata();
    // The shadow may reach a little further than the lines.
    const few = drawn.height <= lineHeight * lines * size + size / 2;
    const fits = drawn.height <= height && drawn.width <= width * 1.06;
    if ((fits && few) || size * smaller < short * smallestShare)
      return fits ? png : await sharp(png).resize({ width, height, fit: 'inside' }).png().toBuffer();
  }
};

/** Draws the text of a step for a clip of this size as a transparent PNG. */
export const drawText = async (step: TextStep, frame: Size, target: string): Promise<void> =>
  writeBytes(target, await fitted(step, frame));

/** The size of a step's text in a clip of this size. */
export const sizeOfText = async (step: TextStep, frame: Size): Promise<Size> =>
  await sharp(await fitted(step, frame)).metadata();

/** Shares of a frame's height between which text may be. */
export const freeHeights = (frame: Size): { readonly top: number; readonly bottom: number } => {
  const { top, bottom } = marginsOf(frame);
  return { top, bottom: 1 - bottom };
};

/** Where the text of a step goes, for the overlay filter. */
export const placeOf = ({ kind, y }: TextStep, frame: Size): string => {
  const { top, bottom } = marginsOf(frame);
  if (y !== undefined) return `(W-w)/2:${Math.round(frame.height * y)}`;
  const down =
    kind === 'title' ? `${Math.round(frame.height * top)}` : `H-h-${Math.round(frame.height * bottom)}`;
  return `(W-w)/2:${down}`;
};
