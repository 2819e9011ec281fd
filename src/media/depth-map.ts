import { Failure } from '../core/failure.ts';
import type { Size } from '../core/shot.ts';
import { floatsFrom } from './pixels/numbers.ts';
import { sharp } from './sharp.ts';

/**
 * A depth map resized to this size, 0 (far) to 1 (near), row by row. Throws `Failure` `photo_damaged` with `role:
 * 'depth'`.
 */
export const readDepthMap = async (path: string, { width, height }: Size): Promise<Float32Array> => {
  const { data } = await sharp(path)
    .flatten({ background: 'black' })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new Failure('photo_damaged', { role: 'depth' }, error);
    });
  const levels = new Uint16Array(new Uint8Array(data).buffer);
  return floatsFrom(levels, (level) => level / 65535);
};
