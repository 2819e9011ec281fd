import type { Warning } from '../../../core/engine.ts';
import type { FaceAct } from '../../../core/shot.ts';
import type { FaceMotion, SeenFace } from '../../../media/analysis/types.ts';

/** A smile from here on is what was asked for, not a trace of one. */
const leastSmile = 1.3;

/** What an act is about; any of them will do. */
const wanted = ({ talk, wink, smile }: FaceAct): readonly FaceMotion[] => {
  if (talk > 0) return ['talk'];
  if (wink) return ['wink'];
  return smile >= leastSmile ? ['smile'] : ['blink', 'turn'];
};

/** What people should know where no face can do what was asked: that there is none, or why the largest cannot. */
export const faceNotice = (
  act: FaceAct | null | undefined,
  faces: readonly SeenFace[],
): readonly Warning[] => {
  if (!act) return [];
  const motions = wanted(act);
  const [largest] = faces;
  if (faces.some((face) => motions.some((motion) => face.motions[motion] === true))) return [];
  const [motion = 'turn'] = motions;
  return [{ kind: 'face', asked: motion, used: String(largest?.motions[motion] ?? 'none') }];
};
