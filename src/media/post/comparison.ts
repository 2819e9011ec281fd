import type { PostStep } from '../../core/post-steps.ts';
import type { Size } from '../../core/shot.ts';
import { even } from '../even.ts';
import { movie } from './movie.ts';
import type { ClipFormat, StepResult } from './picture-steps.ts';

/** One column of a comparison: what is written under it, and its place. */
export type NameColumn = { readonly text: string; readonly left: number; readonly width: number };

/** The strip of names under a comparison. */
export type Names = { readonly columns: readonly NameColumn[]; readonly size: Size };

const widest = 1_920;
const tallest = 720;

/** The size of each column: all equally high, none enlarged, and together not too wide. */
export const columnSizes = (clips: readonly Size[]): Size[] => {
  const ratios = clips.map(({ width, height }) => width / height);
  const together = ratios.reduce((sum, ratio) => sum + ratio, 0);
  const height = even(Math.min(tallest, ...clips.map((clip) => clip.height), widest / together));
  return ratios.map((ratio) => ({ width: even(height * ratio), height }));
};

/** Puts clips side by side, with a name under each. The first is the picture itself, the others are at `paths`. */
export const sideBySideChange = (
  picture: ClipFormat,
  step: PostStep & { readonly kind: 'beside' },
  others: readonly (ClipFormat & { readonly path: string })[],
  strip: string,
): { readonly change: StepResult; readonly names: Names; readonly sizes: readonly Size[] } => {
  const all = [picture, ...others];
  const sizes = columnSizes(all);
  const width = sizes.reduce((sum, size) => sum + size.width, 0);
  const [{ height } = picture, ...rest] = sizes;
  const below = even(Math.max(28, height * 0.09));
  const lefts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size.width, 0));
  const alike = `fps=${picture.fps},settb=AVTB,setsar=1,format=yuv420p`;
  const inputs = rest.map((_, index) => `${movie(others[index]?.path ?? '', 'mov')},${alike}[c${index + 1}]`);
  const filters = [
    `scale=${sizes[0]?.width}:${height}:flags=lanczos,${alike}[c0]`,
    ...inputs,
    `${sizes.map((_, index) => `[c${index}]`).join('')}hstack=inputs=${sizes.length},pad=iw:ih+${below}[wall]`,
    `${movie(strip, 'png_pipe')},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[names]`,
    `[wall][names]overlay=0:${height}`,
  ].join(';');
  const seconds = Math.max(...all.map((one) => one.seconds));
  const columns = sizes.map((size, index) => ({
    text: step.labels[index] ?? '',
    left: lefts[index] ?? 0,
    width: size.width,
  }));
  return {
    change: { picture: { ...picture, width, height: height + below, seconds }, filters },
    names: { columns, size: { width, height: below } },
    sizes,
  };
};
