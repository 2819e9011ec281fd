import type { Size } from '../../../core/shot.ts';
import { readDepthMap } from '../../../media/depth-map.ts';
import { guidedFilter } from '../../../media/pixels/guided-filter.ts';
import { type Plane, percentile, planeOf, stretch } from '../../../media/pixels/plane.ts';
import { readThumbnail } from '../../../media/texture.ts';
import { sample } from '../lens.ts';
import { runDepthModel } from './depth-model.ts';
import type { DepthSource, OnTrouble } from './source.ts';

/** A depth map that uses less of its range than this is treated as intentionally flat. */
const leastRange = 0.02;

const readMap = async (path: string, size: Size): Promise<Plane> => {
  const plane = { ...size, values: await readDepthMap(path, size) };
  const [low, high] = [percentile(plane, 0.01), percentile(plane, 0.99)];
  return high - low < leastRange ? plane : stretch(plane, low, high);
};

const askModel = async (
  path: string,
  photo: Size,
  guide: Plane,
  model: NonNullable<DepthSource['model']>,
) => {
  const found = await runDepthModel(model, photo, (size) => readThumbnail(path, size));
  const scaled = stretch(found, percentile(found, 0.02), percentile(found, 0.98));
  const fitted = planeOf(guide.width, guide.height, (_, x, y) =>
    sample(scaled, (x + 0.5) / guide.width, (y + 0.5) / guide.height),
  );
  const sharp = guidedFilter(guide, fitted, Math.max(2, Math.round(guide.width / 40)), 4e-4);
  return stretch(sharp, 0, 1);
};

/**
 * A photo's depth from a map or a model, 0 (far) to 1 (near), at the size of the guide (a small grey copy of the
 * photo). Returns null if there is no source or the model fails. Throws `Failure` `photo_damaged`, with `role: 'depth'`
 * if the map is damaged.
 */
export const knownDepth = async (
  path: string,
  photo: Size,
  guide: Plane,
  { map, model }: DepthSource,
  onTrouble: OnTrouble,
): Promise<Plane | null> => {
  if (map !== null) return readMap(map, guide);
  if (model === null) return null;
  return askModel(path, photo, guide, model).catch((error: unknown) => {
    onTrouble(String(error));
    return null;
  });
};
