import { expect, test } from 'vitest';
import { effects } from '../../effects/all.ts';
import type { Effect } from '../../src/core/effect.ts';
import type { Motion } from '../../src/core/order.ts';
import type { RenderInput } from '../../src/engines/local/render-input.ts';
import { displacement } from '../../src/engines/local/safe-zone.ts';
import { inputOf, order, paint, shootFrames } from '../engines/local/studio.ts';

const size = { width: 160, height: 120, frames: 48 } as const;

const inputFor = ({ local, name }: Effect, motion: Motion): RenderInput =>
  inputOf({ ...size, recipe: local({ ...order, effect: name, motion }) });

/** A picture that grows brighter to the right and down: the further a part of it goes, the more it differs. */
const slope = () => paint(320, 240, (x, y) => 20 + 0.4 * x + 0.35 * y);

/** Brightness by which a thing cut out of its photo differs in the middle of the clip from how it was before. */
const changed = async (effect: Effect, motion: Motion): Promise<number> => {
  const input = inputFor(effect, motion);
  const still = { ...input, recipe: { ...input.recipe, drift: 0, moves: [] } };
  const [first = new Uint8Array(), ...later] = await shootFrames(await slope(), still, [0, 6, 12, 18, 24]);
  let sum = 0;
  for (const frame of later)
    for (let i = 0; i < size.width * size.height; i += 1)
      sum += Math.abs((frame[i] as number) - (first[i] as number));
  return sum;
};

/** How much moves, in whatever an effect moves: a camera and currents, heads, people, weather. */
const amounts = (effect: Effect, motion: Motion): readonly number[] => {
  const input = inputFor(effect, motion);
  const { face, pair, cutout, overlays } = input.recipe;
  return [
    displacement(input),
    face?.turn ?? 0,
    pair?.strength ?? 0,
    cutout?.strength ?? 0,
    ...overlays.map(({ amount }) => amount),
  ];
};

test.each(effects)(
  '$name moves clearly more at high motion than at medium, and less at low',
  (effect: Effect) => {
    const [low, medium, high] = (['low', 'medium', 'high'] as const).map((motion) => amounts(effect, motion));
    medium?.forEach((amount, index) => {
      if (amount === 0) return;
      expect(high?.[index]).toBeGreaterThan(1.4 * amount);
      expect(low?.[index]).toBeLessThan(0.8 * amount);
    });
  },
);

// A thing squeezed to half its width has little left that could differ, so what is seen grows more slowly than what is done.
test.each(effects.filter(({ local }) => local(order).cutout !== null))(
  '$name is seen to move more at high motion than at medium, and less at low',
  async (effect) => {
    const [low, medium] = [await changed(effect, 'low'), await changed(effect, 'medium')];
    expect(low).toBeLessThan(0.93 * medium);
    expect(await changed(effect, 'high')).toBeGreaterThan(1.1 * medium);
  },
);
