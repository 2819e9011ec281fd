import type { SelectedPart } from '../../core/shot.ts';
import { analyseIfPossible, nothingSeen } from '../../media/analysis/analyse.ts';
import type { Mask } from '../../media/analysis/types.ts';
import { countOnce } from '../../media/count-once.ts';
import { bytesFrom } from '../../media/pixels/numbers.ts';
import { photoSize } from '../../media/texture.ts';
import { findThing } from './cutout/find-thing.ts';
import { piecesOf } from './cutout/pieces.ts';
import { guessed } from './depth/source.ts';

/** How sure the mask must be at the place that was pointed at. */
const sure = 128;

/** How far around the place something may begin, in pixels of the mask. */
const nearby = 3;

/** Gives every pixel that belongs to a mask's soft rim the piece that is nearest through the rim. */
const spread = (piece: Int32Array, { width, data }: Mask): void => {
  const queue = [...piece.keys()].filter((at) => piece[at] !== -1);
  for (const at of queue)
    for (const next of [
      at % width > 0 ? at - 1 : -1,
      at % width < width - 1 ? at + 1 : -1,
      at - width,
      at + width,
    ]) {
      if (piece[next] !== -1 || data[next] === 0) continue;
      piece[next] = piece[at] as number;
      queue.push(next);
    }
};

/** The piece of a mask at a place, without other people or things; everything else where there is none. */
export const pieceAt = (mask: Mask, x: number, y: number): Uint8Array => {
  const { width, height, data } = mask;
  const set = bytesFrom(data, (value) => (value >= sure ? 1 : 0));
  const { piece } = piecesOf(set, { width, height });
  const [column, row] = [Math.floor(x * width), Math.floor(y * height)];
  let chosen = -1;
  for (let down = -nearby; down <= nearby && chosen < 0; down += 1)
    for (let right = -nearby; right <= nearby && chosen < 0; right += 1) {
      const [across, line] = [column + right, row + down];
      if (across < 0 || line < 0 || across >= width || line >= height) continue;
      chosen = piece[line * width + across] ?? -1;
    }
  if (chosen < 0) return data.map((value) => 255 - value);
  spread(piece, mask);
  return data.map((value, at) => (piece[at] === chosen ? value : 0));
};

/** Photos whose masks stay in memory while visitors click in them. */
const maxMasks = 20;

const maskIn =
  (faceAnalysis: 'on' | 'off') =>
  async (photo: string): Promise<Mask | null> => {
    const source = { ...guessed, ...(faceAnalysis === 'off' && { faceAnalysis }) };
    const seen = await analyseIfPossible(source, () => {})(photo);
    if (seen.mask !== null) return seen.mask;
    return (await findThing(photo, nothingSeen(await photoSize(photo)))).mask;
  };

const masks = { on: countOnce(maskIn('on'), maxMasks), off: countOnce(maskIn('off'), maxMasks) };

/** The person or thing at a place of a photo, or what is around it. Null if nothing can be told apart. */
export const selectPart = async (
  photo: string,
  { x, y }: { readonly x: number; readonly y: number },
  faceAnalysis: 'on' | 'off',
): Promise<SelectedPart | null> => {
  const mask = await masks[faceAnalysis](photo);
  return mask && { width: mask.width, height: mask.height, data: pieceAt(mask, x, y) };
};
