import { sine } from '../wave.ts';
import { type Kind, smooth } from './bend.ts';

/**
 * Ratio of the source distance to `away` for a scaled disc of radius `core`: `grow` times as large inside,
 * unchanged beyond `end`.
 */
const disc = (away: number, core: number, end: number, grow: number): number => {
  const inner = core * grow;
  if (away <= inner) return 1 / grow;
  if (away >= end) return 1;
  const t = (away - inner) / (end - inner);
  // A cubic from the core's edge to where nothing moves. Its slopes match at both ends.
  const [a, b] = [core, end];
  const span = end - inner;
  const [slope, flat] = [span / grow, span];
  const t2 = t * t;
  const t3 = t2 * t;
  const from =
    (2 * t3 - 3 * t2 + 1) * a + (t3 - 2 * t2 + t) * slope + (-2 * t3 + 3 * t2) * b + (t3 - t2) * flat;
  return from / away;
};

/** Inflates head and body like a balloon. The subject starts to float unless the frame cuts it off. */
export const inflate: Kind = ({ stage, box, cut, faces, cover, seconds, strength, random, progress }) => {
  const [left, top, wide, tall] = box;
  const bottom = cut ? stage.height : top + tall;
  const height = bottom - top;
  const middle = left + wide / 2;
  const phase = random();
  const bobs = Math.max(1, Math.round(seconds / 2));
  const heads = faces.map((face) => {
    const core = 0.74 * face.width;
    const others = faces.filter((other) => other !== face);
    const gap = Math.min(
      2.3 * core,
      ...others.map((other) => Math.hypot(other.x - face.x, other.y - face.y) * 0.62),
    );
    const roof = Math.max(0.02, (face.y - 0.02 * stage.height) / Math.max(1, face.y - face.crown.y) - 1);
    const grow = Math.min(1.36, 1 + 0.36 * Math.min(1, (gap / core - 1) / 1.3), 1 + roof);
    return { x: face.x, y: face.y - 0.05 * face.height, core, end: Math.max(gap, core * grow * 1.35), grow };
  });
  const chin = Math.max(top, ...faces.map((face) => face.chin.y));
  const waist = faces.length === 0 ? top + 0.5 * height : chin + 0.5 * (bottom - chin);
  const half = Math.max(1, faces.length === 0 ? 0.62 * height : 0.56 * (bottom - chin));
  const shade = (x: number, y: number): number => {
    const column = Math.min(cover.width - 2, Math.max(1, Math.round(x * cover.scale)));
    const row = Math.min(cover.height - 2, Math.max(1, Math.round(y * cover.scale)));
    const at = row * cover.width + column;
    const right = (cover.values[at + 1] as number) - (cover.values[at - 1] as number);
    const down = (cover.values[at + cover.width] as number) - (cover.values[at - cover.width] as number);
    return 0.6 * right + 0.8 * down;
  };
  return (time) => {
    const full = smooth(progress(time) / 0.8) * Math.min(1.55, strength);
    // A head has less room to grow than a body.
    const headFull = Math.min(full, 1.25);
    const bob = full * sine(phase + (bobs * time) / seconds);
    const rise = cut ? 0.006 * height * bob : 0.05 * Math.min(height, 8 * top) * (full + 0.25 * bob);
    return (place) => {
      let [x, y] = [place.x, place.y + rise];
      for (const head of heads) {
        const [right, down] = [x - head.x, y - head.y];
        const away = Math.sqrt(right * right + down * down);
        const share = disc(away, head.core, head.end, 1 + (head.grow - 1) * headFull);
        x = head.x + right * share;
        y = head.y + down * share;
      }
      const round = Math.max(0, 1 - ((y - waist) / half) ** 2);
      const near = heads.reduce(
        (most, head) => Math.max(most, 1 - ((x - head.x) ** 2 + (y - head.y) ** 2) / (1.2 * head.core) ** 2),
        0,
      );
      const swell = (faces.length === 0 ? 0.42 : 0.36) * full * round * round * (1 - smooth(near));
      x = middle + (x - middle) / (1 + swell);
      place.x = x;
      place.y = y;
      place.gain = 256 * Math.min(0.18, Math.max(-0.22, 3.2 * full * shade(x, y) * (1 - 0.8 * smooth(near))));
    };
  };
};
