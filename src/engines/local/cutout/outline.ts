import type { SeenFace } from '../../../media/analysis/types.ts';
import type { FaceOutline } from '../puppet/body.ts';
import type { Stage } from './stage.ts';

/** The outline of a face, in stage pixels. */
export const outlineOf = ({ points, pose }: SeenFace, stage: Stage): FaceOutline => {
  const place = (index: number) => {
    const [x = 0, y = 0] = points[index] ?? [];
    return stage.onStage(x, y);
  };
  const [left, right, top, chin] = [place(234), place(454), place(10), place(152)];
  const height = Math.sqrt((chin.x - top.x) ** 2 + (chin.y - top.y) ** 2);
  return {
    x: (left.x + right.x + top.x + chin.x) / 4,
    y: (left.y + right.y + top.y + chin.y) / 4,
    width: Math.max(Math.sqrt((left.x - right.x) ** 2 + (left.y - right.y) ** 2), 0.55 * height),
    height,
    chin,
    crown: { x: top.x + 0.3 * (top.x - chin.x), y: top.y + 0.3 * (top.y - chin.y) },
    yaw: pose.yaw,
    points: points.map(([x, y, z]) => {
      const at = stage.onStage(x, y);
      return [at.x, at.y, z * stage.scale];
    }),
  };
};
