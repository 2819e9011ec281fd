import { distanceTo } from '../../../media/pixels/distance.ts';
import { bytesFrom } from '../../../media/pixels/numbers.ts';
import { box, type Plane } from '../../../media/pixels/plane.ts';

/** How far each pixel of a subject bulges out, 0 at its outline to 1, as a body does. */
export const roundness = ({ values, ...size }: Plane): Plane => {
  const deep = distanceTo(
    bytesFrom(values, (value) => (value > 0.5 ? 0 : 1)),
    size,
  );
  const most = Math.max(...deep);
  const bulge = deep.map((away) => 1 - (1 - Math.min(1, away / Math.max(1, 0.7 * most))) ** 2);
  const radius = Math.max(2, Math.round(0.02 * size.width));
  return box(box({ ...size, values: bulge }, radius), radius);
};
