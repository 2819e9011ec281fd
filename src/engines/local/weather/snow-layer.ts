import { sine } from '../wave.ts';
import { type ParticleTint, profiles, type StampCanvas, stamp } from './stamp.ts';
import {
  type Air,
  crowd,
  drawSwarm,
  lifeOf,
  lumaAt,
  spaceOf,
  swarmOf,
  turnsIn,
  windOf,
  wrap,
} from './swarm.ts';

/** What a flake looks like in front of this luma: white, or a little darker than a pale sky, where white is not seen. */
const tints: readonly ParticleTint[] = Array.from({ length: 256 }, (_, luma) => {
  const pale = Math.min(1, Math.max(0, (luma - 172) / 20));
  return [233 + pale * (luma - 52 - 233), 129, 127];
});

/** Drifting flakes: small ones far away and behind the subject, a few large soft ones close to the lens. */
export const snow = (air: Air) => {
  const { height, unit, seed } = air;
  const flakes = swarmOf(crowd(air, 1900), seed ^ 0x510f);
  const wind = windOf(seed ^ 0x77, 0.15, 0.35);
  const { margin, wide, tall } = spaceOf(air, 24);
  return (canvas: StampCanvas, time: number): void =>
    drawSwarm(flakes, canvas, ({ x, y, near, phase, own, other }, place) => {
      const { age, shown } = lifeOf(air, phase, time);
      const close = near > 0.962;
      const size = close
        ? 6 + 10 * own * own
        : 1 + 0.9 * own * own + (1.2 + 3.4 * other) * near * near * near;
      const fall = (0.07 + 0.17 * near + (close ? 0.22 : 0)) * (0.85 + 0.3 * other);
      const sway = sine(other + turnsIn(air, 0.22 + 0.3 * own) * time) * (3 + 9 * near) * unit;
      const left = wrap(x * wide + fall * wind * height * age + sway, wide) - margin;
      const top = wrap(y * tall + fall * height * age, tall) - margin;
      const luma = lumaAt(canvas, left, top);
      const bright = Math.max(0, (luma - 110) / 125);
      const opacity =
        (close ? 0.26 + 0.16 * other : 0.34 + 0.3 * near + 0.3 * own * near) * (1.05 - 0.45 * bright) * shown;
      stamp(
        place,
        left,
        top,
        size * unit,
        tints[luma] as ParticleTint,
        opacity,
        close ? profiles.glow : profiles.flake,
      );
    });
};
