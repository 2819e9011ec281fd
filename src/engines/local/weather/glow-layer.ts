import { sine } from '../wave.ts';
import { createBloom } from './bloom.ts';
import { type ParticleTint, profiles, type StampCanvas, stamp } from './stamp.ts';
import { type Air, crowd, drawSwarm, lifeOf, spaceOf, swarmOf, turnsIn, wrap } from './swarm.ts';

const gold: ParticleTint = [218, 92, 152];
const pale: ParticleTint = [230, 112, 138];

/** Specks and large soft discs of warm light float through the air, swelling and fading. */
export const glow = (air: Air) => {
  const { height, unit, seed } = air;
  const motes = swarmOf(crowd(air, 230), seed ^ 0x6107);
  const discs = swarmOf(Math.min(60, crowd(air, 34)), seed ^ 0x6108);
  const { margin, wide, tall } = spaceOf(air, 60);
  const shine = createBloom(air);
  return (canvas: StampCanvas, time: number): void => {
    shine(canvas.picture, 0.5 + 0.12 * sine(turnsIn(air, 0.25) * time));
    const float = (
      swarm: typeof motes,
      speed: number,
      draw: (...place: [number, number, number, number, number, StampCanvas]) => void,
    ) =>
      drawSwarm(swarm, canvas, ({ x, y, near, phase, own, other }, place) => {
        const { age, shown } = lifeOf(air, phase, time);
        const rise = speed * (0.4 + near) * height;
        const drift = sine(other + turnsIn(air, 0.14 + 0.2 * own) * time) * (14 + 20 * near) * unit;
        const left = wrap(x * wide + drift + (own - 0.5) * rise * age, wide) - margin;
        const top = tall - margin - wrap((1 - y) * tall + rise * age, tall);
        const pulse = 0.55 + 0.45 * sine(phase + turnsIn(air, 0.25 + 0.35 * other) * time);
        draw(left, top, near, own, shown * pulse, place);
      });
    float(discs, 0.015, (x, y, near, own, share, place) =>
      stamp(
        place,
        x,
        y,
        (14 + 30 * near * own + 8 * near) * unit,
        gold,
        share * (0.16 + 0.2 * own),
        profiles.bokeh,
      ),
    );
    float(motes, 0.03, (x, y, near, own, share, place) => {
      const size = (1.3 + 2 * near * own) * unit;
      stamp(place, x, y, 5 * size, gold, 0.4 * share, profiles.glow);
      stamp(place, x, y, size, pale, 0.9 * share, profiles.flake);
    });
  };
};
