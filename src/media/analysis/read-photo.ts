import type { Advice } from '../../core/advice.ts';
import { Failure } from '../../core/failure.ts';
import type { Size } from '../../core/shot.ts';
import { damaged } from '../photo-size.ts';
import { advise, measure } from '../readiness.ts';
import { sharp } from '../sharp.ts';
import type { RgbPicture } from './view.ts';

/** Long side of the copy used for face detection: a face of 40 pixels in a clip has about 60 here. */
const workingSide = 1920;

const greySide = 768;

export type ReadPhoto = {
  readonly picture: RgbPicture;
  readonly size: Size;
  readonly advice: readonly Advice[];
};

/**
 * The upright photo at working size, its original size, and advice on how to improve it. Throws `Failure`
 * `photo_damaged`.
 */
export const readForAnalysis = async (path: string): Promise<ReadPhoto> => {
  const file = sharp(path, { pages: 1 });
  const { autoOrient: size } = await file.metadata().catch(damaged);
  const { data, info } = await file
    .autoOrient()
    .resize({ width: workingSide, height: workingSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);
  if (info.channels !== 3) throw new Failure('photo_damaged', { channels: info.channels });
  const grey = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .resize({ width: greySide, height: greySide, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const tiny = Math.min(grey.info.width, grey.info.height) < 3;
  return {
    picture: { width: info.width, height: info.height, data },
    size: { width: size.width, height: size.height },
    advice: tiny ? ['small'] : advise(measure(grey.data, grey.info, size)),
  };
};
