import { createRandom } from '../random.ts';
import { type Canvas, streak } from './stamp.ts';
import { type Air, crowd, subjectDepth, swarmOf, turnsIn, wrap } from './swarm.ts';

/** Drops as streaks, all leaning with the wind: short faint ones far away and behind the subject, long ones before it. */
export const rain = (air: Air) => {
  const { width, height, unit, seconds, loop, seed, amount } = air;
  const drops = swarmOf(crowd(air, 1150), seed ^ 0x4a19);
  const random = createRandom(seed ^ 0x99);
  const slant = (random() < 0.5 ? -1 : 1) * (0.08 + 0.14 * random());
  const margin = 80 * unit;
  const [wide, tall] = [width + 2 * margin, height + 2 * margin];
  return (canvas: Canvas, time: number): void => {
    const open = { ...canvas, cover: null };
    for (const { x, y, near, own, other } of drops) {
      const speed = (1.5 + 1.7 * near) * (0.9 + 0.2 * own) * (0.8 + 0.2 * amount) * height;
      const rounds = turnsIn(air, speed / tall);
      const fallen = y + rounds * time;
      const turn = loop ? wrap(Math.floor(fallen), Math.round(rounds * seconds)) : Math.floor(fallen);
      const bottom = wrap(fallen, 1) * tall - margin;
      const left = wrap(x * wide + slant * bottom + 977 * turn, wide) - margin;
      const long = (13 + 50 * near * near) * (0.8 + 0.4 * other) * unit;
      const row = Math.min(height - 1, Math.max(0, Math.round(bottom - long / 2)));
      const under = canvas.picture[
        row * width + Math.min(width - 1, Math.max(0, Math.round(left)))
      ] as number;
      const luma = under > 168 ? 128 : Math.min(222, 150 + 0.45 * under);
      const opacity = 0.2 + 0.28 * near * near + 0.08 * own;
      const place = near < subjectDepth ? canvas : open;
      streak(place, left, bottom, long, slant, (0.7 + 1.1 * near * near) * unit, luma, opacity);
    }
  };
};
