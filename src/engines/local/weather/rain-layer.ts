import { type StampCanvas, streak } from './stamp.ts';
import { type Air, crowd, drawSwarm, lumaAt, spaceOf, swarmOf, turnsIn, windOf, wrap } from './swarm.ts';

/**
 * Drops drawn as streaks that all lean with the wind: short faint ones far away and behind the subject, long ones in
 * front of it.
 */
export const rain = (air: Air) => {
  const { height, unit, seconds, loop, seed, amount } = air;
  const drops = swarmOf(crowd(air, 1150), seed ^ 0x4a19);
  const slant = windOf(seed ^ 0x99, 0.08, 0.14);
  const { margin, wide, tall } = spaceOf(air, 80);
  return (canvas: StampCanvas, time: number): void =>
    drawSwarm(drops, canvas, ({ x, y, near, own, other }, place) => {
      const speed = (1.5 + 1.7 * near) * (0.9 + 0.2 * own) * (0.8 + 0.2 * amount) * height;
      const rounds = turnsIn(air, speed / tall);
      const fallen = y + rounds * time;
      const turn = loop ? wrap(Math.floor(fallen), Math.round(rounds * seconds)) : Math.floor(fallen);
      const bottom = wrap(fallen, 1) * tall - margin;
      const left = wrap(x * wide + slant * bottom + 977 * turn, wide) - margin;
      const long = (13 + 50 * near * near) * (0.8 + 0.4 * other) * unit;
      const under = lumaAt(canvas, left, bottom - long / 2);
      const luma = under > 168 ? 128 : Math.min(222, 150 + 0.45 * under);
      const opacity = 0.2 + 0.28 * near * near + 0.08 * own;
      streak(place, left, bottom, long, slant, (0.7 + 1.1 * near * near) * unit, luma, opacity);
    });
};
