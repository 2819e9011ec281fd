import type { Warning } from '../../../core/engine.ts';
import type { FaceAct } from '../../../core/shot.ts';
import type { FaceMotion, SeenFace } from '../../../media/analysis/types.ts';

/** From this strength on, a smile counts as requested. */
const leastSmile = 1.3;

/** The motions an act asks for; any one of them is enough. */
const wanted = ({ talk, wink, smile }: FaceAct): readonly FaceMotion[] => {
  if (talk > 0) return ['talk'];
  if (wink) return ['wink'];
  return smile >= leastSmile ? ['smile'] : ['blink', 'turn'];
};

/** The warning when no face can do what was asked: there is no face, or the reason why the largest one can't. */
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
