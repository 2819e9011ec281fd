import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { maskSubject } from '../../../src/engines/local/cutout/mask-subject.ts';
import { coloursOf } from '../../../src/engines/local/depth/colours.ts';
import { readScene } from '../../../src/engines/local/depth/scene.ts';
import { freeOf } from '../../../src/engines/local/motion-mask.ts';
import { previewMotion } from '../../../src/engines/local/motion-preview.ts';
import { createRandom } from '../../../src/engines/local/random.ts';
import { nothingSeen } from '../../../src/media/analysis/analyse.ts';
import { useFolder } from '../../media/folders.ts';
import { inputOf, order } from './studio.ts';

const folder = useFolder();
const photo = { width: 640, height: 480 };

/** A mask whose left part is white. */
const leftMarked = async (share: number): Promise<string> => {
  const path = folder.inside(`left-${share}.png`);
  const white = {
    create: { width: Math.max(1, 160 * share), height: 120, channels: 3, background: 'white' },
  } as const;
  const black = sharp({ create: { width: 160, height: 120, channels: 3, background: 'black' } });
  const marked = share === 0 ? [] : [{ input: await sharp(white).png().toBuffer(), left: 0, top: 0 }];
  await black.composite(marked).png().toFile(path);
  return path;
};

const source = (mask: string) => ({ map: null, model: null, mask });

describe('a mask', () => {
  const random = createRandom(11);
  const scene = readScene(
    coloursOf(
      Uint8Array.from({ length: 120 * 90 * 3 }, () => random() * 256),
      120,
      90,
    ),
  );

  it.each(['moves', 'still'] as const)('holds the rest exactly still: %s', async (masked) => {
    const recipe = effects.find(({ name }) => name === 'parallax')?.local(order) ?? inputOf({}).recipe;
    const input = inputOf({ ...{ recipe, masked, frames: 24, fps: 12 }, width: 640, height: 480 });
    const free = await freeOf(source(await leftMarked(0.5)), input, photo);
    const { lensAt } = previewMotion(input, photo, scene, null, nothingSeen(photo), null, free);
    const moved = (x: number): number => {
      const point = Float64Array.of(x, 0);
      const ends = [0, 12, 23].map((frame) => {
        const at = point.slice();
        lensAt(frame)(at);
        return at;
      });
      return Math.max(...ends.flatMap((at) => [Math.abs((at[0] ?? 0) - x), Math.abs(at[1] ?? 0)]));
    };
    const [left, right] = [moved(-0.35), moved(0.35)];
    const [moving, still] = masked === 'moves' ? [left, right] : [right, left];
    expect(still).toBe(0);
    expect(moving).toBeGreaterThan(0.005);
  });

  it('that leaves nothing to move is refused', async () => {
    const empty = source(await leftMarked(0));
    await expect(freeOf(empty, inputOf({ masked: 'moves' }), photo)).rejects.toMatchObject({
      kind: 'mask_empty',
    });
    expect(await freeOf(empty, inputOf({ masked: 'still' }), photo)).not.toBeNull();
    expect(await freeOf({ map: null, model: null }, inputOf({}), photo)).toBeNull();
  });

  it('makes the marked part the subject where none was found, and takes it out of one', async () => {
    const free = await freeOf(source(await leftMarked(0.5)), inputOf({ masked: 'moves' }), photo);
    if (free === null) throw new Error('no mask');
    const painted = maskSubject(nothingSeen(photo), free, 'moves');
    expect(painted.subject?.box[0]).toBe(0);
    expect(painted.subject?.box[2]).toBeGreaterThan(280);
    expect(painted.subject?.box[2]).toBeLessThan(330);
    expect(maskSubject(nothingSeen(photo), free, 'still').subject).toBeNull();
    const everything = { width: 64, height: 48, data: new Uint8Array(64 * 48).fill(255) };
    const part = maskSubject({ ...nothingSeen(photo), mask: everything }, free, 'still');
    expect(part.subject?.box[2]).toBeLessThan(330);
  });
});
