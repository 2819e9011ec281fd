import type { Size } from '../../core/shot.ts';
import { nothingSeen, type See } from '../../media/analysis/analyse.ts';
import { repairCracks } from '../../media/repair/repair.ts';
import { type Region, readPhoto, readRegion, readTexture } from '../../media/texture.ts';
import { withBlurredBorders } from './blurred-borders.ts';
import { alongFlatArt } from './depth/flat-art.ts';
import { guessed, type OnTrouble } from './depth/source.ts';
import { type FrameSource, frameSourceOf, openFrameRenderer } from './frame-source.ts';
import { layeredFrames, mayBeLayered } from './layered.ts';
import { lookAt, withThing } from './local-analysis.ts';
import { freeOf } from './motion-mask.ts';
import type { RenderInput } from './render-input.ts';

/** Analyses the photo and its depth and prepares the clip. Throws `Failure` `photo_damaged`. */
export const openFrames = async (
  path: string,
  input: RenderInput,
  makeRenderer = openFrameRenderer,
  source = guessed,
  onTrouble: OnTrouble = () => {},
  loudness: Float32Array | null = null,
  see?: See,
): Promise<FrameSource> => {
  const decoding = readPhoto(path);
  // The first reader of a damaged photo reports it, so this rejection must not count as unhandled.
  decoding.catch(() => {});
  const { recipe } = input;
  const { restoration } = recipe;
  const looked = await lookAt(path, source, onTrouble, see);
  const found = recipe.flow?.kind === 'turn' ? await withThing(path, looked) : looked;
  const analysis = { ...found, free: await freeOf(source, input, found.photo) };
  const read = async (region: Region, size: Size) => {
    const photo = await decoding;
    if (restoration?.repair === 'gentle' || restoration?.repair === 'full')
      await repairCracks(photo, analysis.analysis ?? nothingSeen(photo), restoration.repair);
    return readTexture(photo, region, size, restoration);
  };
  const { split = null, mask = null } = analysis;
  const shown =
    analysis.flat && source.map === null
      ? { ...input, recipe: alongFlatArt(recipe, analysis.photo.width / analysis.photo.height) }
      : input;
  return withBlurredBorders(shown, analysis.analysis ?? nothingSeen(analysis.photo), async (inner) =>
    split !== null && mask !== null && analysis.free === null && mayBeLayered(inner)
      ? layeredFrames(analysis, split, mask, inner, makeRenderer, async (region, size) =>
          readRegion(await decoding, region, size),
        )
      : frameSourceOf(analysis, inner, makeRenderer, read, loudness),
  );
};
