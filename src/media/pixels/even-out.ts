import type { Size } from '../../core/shot.ts';
import type { Copies } from './patch-match.ts';

/** Number of sweeps over the hole, over-relaxation factor, and maximum correction of a copied pixel in levels. */
const [sweeps, eager, most] = [90, 1.88, 45];

/** A larger step between two copies than this, in levels, is an object's own edge. */
const own = 45;

/** Difference of a copied picture between two adjacent pixels. */
const stepOf = (seen: Float32Array, from: number, to: number, way: number, channel: number): number => {
  const ahead = (seen[3 * (from + way) + channel] as number) - (seen[3 * from + channel] as number);
  if (to < 0 || to - from === way) return ahead;
  const jump = (seen[3 * to + channel] as number) - (seen[3 * from + channel] as number);
  if (Math.abs(jump) > own) return jump;
  const behind = (seen[3 * to + channel] as number) - (seen[3 * (to - way) + channel] as number);
  return (ahead + behind) / 2;
};

/**
 * The correction to add to copied pixels so that they blend into each other and into the known pixels without seams
 * (Pérez et al., 2003). Holes as in `patchMatch`; three numbers per pixel.
 */
export const evenOut = (
  { width, height }: Size,
  seen: Float32Array,
  copies: Copies,
  hole: Uint8Array,
): Float32Array => {
  const value = seen.slice();
  const places: number[] = [];
  for (let at = 0; at < hole.length; at += 1) {
    if (hole[at] !== 1 || (copies[at] as number) < 0) continue;
    places.push(at);
    for (let channel = 0; channel < 3; channel += 1)
      value[3 * at + channel] = seen[3 * (copies[at] as number) + channel] as number;
  }
  const count = places.length;
  const beside = new Int32Array(4 * count).fill(-1);
  const steps = new Float32Array(12 * count);
  places.forEach((at, index) => {
    const [x, y] = [at % width, (at / width) | 0];
    const ways = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0, y > 0 ? -width : 0, y < height - 1 ? width : 0];
    ways.forEach((way, turn) => {
      const next = at + way;
      if (way === 0 || hole[next] === 2 || (hole[next] === 1 && (copies[next] as number) < 0)) return;
      beside[4 * index + turn] = next;
      for (let channel = 0; channel < 3; channel += 1)
        steps[12 * index + 3 * turn + channel] = stepOf(
          seen,
          copies[at] as number,
          hole[next] === 0 ? -1 : (copies[next] as number),
          way,
          channel,
        );
    });
  });
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (let turn = 0; turn < count; turn += 1) {
      const index = sweep % 2 === 0 ? turn : count - 1 - turn;
      const at = 3 * (places[index] as number);
      for (let channel = 0; channel < 3; channel += 1) {
        let [sum, near] = [0, 0];
        for (let way = 0; way < 4; way += 1) {
          const next = beside[4 * index + way] as number;
          if (next < 0) continue;
          near += 1;
          sum += (value[3 * next + channel] as number) - (steps[12 * index + 3 * way + channel] as number);
        }
        if (near === 0) continue;
        const now = value[at + channel] as number;
        value[at + channel] = now + eager * (sum / near - now);
      }
    }
  const correction = new Float32Array(seen.length);
  for (const at of places)
    for (let channel = 0; channel < 3; channel += 1) {
      const change =
        (value[3 * at + channel] as number) - (seen[3 * (copies[at] as number) + channel] as number);
      correction[3 * at + channel] = Math.min(most, Math.max(-most, change));
    }
  return correction;
};
