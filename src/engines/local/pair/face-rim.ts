import { oval } from '../../../media/analysis/mesh-points.ts';
import type { SeenFace } from '../../../media/analysis/types.ts';
import { type FaceFrame, type FaceOffset, onFace } from '../face/face-frame.ts';
import { cosine, sine } from '../wave.ts';

/** A face is cut from hair and background this share further in than its mesh ends. */
const inset = 0.04;

/** The place of the brows, counted along the outline of a face from its top. */
const brows = 5;

/** The hair that belongs to a face: half an ellipse above the brows, in their width and in face heights. */
const crown = { wide: 1.08, tall: 0.85, parts: 12 } as const;

/** The outline of a face with the hair above its brows, in face coordinates. */
export const faceRim = ({ points }: SeenFace, frame: FaceFrame): readonly FaceOffset[] => {
  const spots = oval.map((index) => onFace(frame, points[index] ?? [frame.x, frame.y, 0]));
  const [right, left] = [spots[brows], spots.at(1 - brows)] as [FaceOffset, FaceOffset];
  const [mid, half] = [(left.across + right.across) / 2, (right.across - left.across) / 2];
  const low = (left.down + right.down) / 2;
  const hair = Array.from({ length: crown.parts - 1 }, (_, i): FaceOffset => {
    const turn = (i + 1) / (2 * crown.parts);
    return {
      across: mid - crown.wide * half * cosine(turn),
      down: low - crown.tall * frame.height * sine(turn),
    };
  });
  const chin = onFace(frame, points[152] ?? [frame.x, frame.y, 0]);
  return [...spots.slice(brows, 1 - brows), ...hair].map(({ across, down }) => ({
    across: across - inset * (across - chin.across),
    down,
  }));
};
