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

const hot: ParticleTint = [222, 54, 160];
const deep: ParticleTint = [150, 62, 206];

const between = (a: ParticleTint, b: ParticleTint, t: number): ParticleTint => [
  a[0] + t * (b[0] - a[0]),
  a[1] + t * (b[1] - a[1]),
  a[2] + t * (b[2] - a[2]),
];

/** Sparks rise from a fire below the frame, curling and flickering, brightest near the bottom. */
export const embers = (air: Air) => {
  const { height, unit, seed } = air;
  const sparks = swarmOf(crowd(air, 420), seed ^ 0xe3b);
  const wind = windOf(seed ^ 0x31, 0.1, 0.25);
  const { margin, wide, tall } = spaceOf(air, 30);
  return (canvas: StampCanvas, time: number): void =>
    drawSwarm(sparks, canvas, ({ x, y, near, phase, own, other }, place) => {
      const { age, shown } = lifeOf(air, phase, time);
      const rise = (0.1 + 0.22 * near + 0.1 * own) * height;
      const top = tall - margin - wrap((1 - y) * tall + rise * age, tall);
      const curl = sine(other + turnsIn(air, 0.3 + 0.4 * own) * time) * (8 + 16 * near);
      const eddy = sine(phase + turnsIn(air, 0.9 + 0.5 * other) * time) * (2 + 4 * near);
      const left = wrap(x * wide + wind * rise * age + (curl + eddy) * unit, wide) - margin;
      const flicker = 0.75 + 0.25 * sine(own + turnsIn(air, 2 + 3 * other) * time);
      const cooled = Math.min(1, Math.max(0, 1 - top / height));
      const close = near > 0.97;
      const size =
        (close ? 7 + 8 * own : 0.9 + 0.9 * own * own + 2.1 * near * near * other + 0.4 * near) * unit;
      const opacity = shown * flicker * (close ? 0.3 : 0.95) * (1 - 0.6 * cooled * cooled);
      const halo = opacity * Math.max(0, 1 - Math.max(0, lumaAt(canvas, left, top) - 70) / 110);
      const tint = between(hot, deep, Math.min(1, 0.25 * other + 0.75 * cooled));
      stamp(place, left, top, (close ? 2 : 5.5) * size, deep, 0.42 * halo, profiles.glow);
      stamp(place, left, top, size, tint, opacity, close ? profiles.bokeh : profiles.flake);
    });
};
