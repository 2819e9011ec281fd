import type { PlanarPoint } from '../render-input.ts';

/** A person's pose in the photo, in frame pixels. Missing joints are null. */
export type BodyPose = {
  /** Seventeen joints in COCO order; null without a skeleton. */
  readonly joints: readonly (PlanarPoint & { readonly score: number })[] | null;
  readonly face: FaceOutline | null;
};

export type FaceOutline = {
  /** The middle of the face, its width between the temples and its height from brow to chin, in frame pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly chin: PlanarPoint;
  readonly crown: PlanarPoint;
  /** Yaw in radians; positive looks to the right of the picture. */
  readonly yaw: number;
  /** Mesh points: x, y and z (negative is nearer) in frame pixels. */
  readonly points: readonly (readonly [number, number, number])[];
};

export type BoneName =
  | 'pelvis'
  | 'chest'
  | 'head'
  | 'upper-arm-left'
  | 'lower-arm-left'
  | 'upper-arm-right'
  | 'lower-arm-right'
  | 'thigh-left'
  | 'shank-left'
  | 'thigh-right'
  | 'shank-right';

export type Bone = {
  readonly name: BoneName;
  readonly from: PlanarPoint;
  readonly to: PlanarPoint;
  readonly thick: number;
};

/** A person's bones. `length` is the distance from shoulders to hips, the unit for all measures. */
export type Body = {
  readonly bones: readonly Bone[];
  readonly shoulders: readonly [left: PlanarPoint, right: PlanarPoint];
  readonly hips: readonly [left: PlanarPoint, right: PlanarPoint];
  readonly neck: PlanarPoint;
  readonly waist: PlanarPoint;
  readonly length: number;
  readonly face: FaceOutline | null;
};

const middle = (a: PlanarPoint, b: PlanarPoint): PlanarPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const between = (a: PlanarPoint, b: PlanarPoint, share: number): PlanarPoint => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});
const apart = (a: PlanarPoint, b: PlanarPoint): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

type Pair = readonly [PlanarPoint, PlanarPoint];

const sideways = (a: PlanarPoint, b: PlanarPoint): Pair => (a.x <= b.x ? [a, b] : [b, a]);

const shouldersOf = ({ joints, face }: BodyPose): Pair | null => {
  const [left, right] = [joints?.[5], joints?.[6]];
  if (left && right && left.score > 0.35 && right.score > 0.35) {
    const wide = apart(left, right);
    if (face === null) return sideways(left, right);
    if (Math.min(left.y, right.y) > face.chin.y - 0.1 * face.height && wide > 0.6 * face.width)
      return sideways(left, right);
  }
  if (face === null) return null;
  const y = face.chin.y + 0.75 * face.height;
  return [
    { x: face.x - 1.05 * face.width, y },
    { x: face.x + 1.05 * face.width, y },
  ];
};

const hipsOf = ({ joints }: BodyPose, [left, right]: Pair): Pair => {
  const [one, other] = [joints?.[11], joints?.[12]];
  const wide = apart(left, right);
  if (one && other && one.score > 0.45 && other.score > 0.45) {
    const mid = middle(one, other);
    if (mid.y - middle(left, right).y > 0.5 * wide) return sideways(one, other);
  }
  const y = middle(left, right).y + 1.3 * wide;
  const x = middle(left, right).x;
  return [
    { x: x - 0.3 * wide, y },
    { x: x + 0.3 * wide, y },
  ];
};

/** The joints of an arm or a leg on one side of the picture: three in a row, as far as they were detected. */
const limb = (
  { joints }: BodyPose,
  root: PlanarPoint,
  ids: readonly [root: number, middle: number, end: number],
  least: number,
): readonly PlanarPoint[] => {
  if (joints === null) return [root];
  const [, mid, end] = ids.map((id) => joints[id]);
  if (mid === undefined || mid.score < least) return [root];
  if (end === undefined || end.score < least) return [root, mid];
  return [root, mid, end];
};

/** Whether a person's left joint (`a`) is to the right of their right joint (`b`) in the picture. */
const isMirrored = (joints: BodyPose['joints'], a: number, b: number): boolean =>
  (joints?.[a]?.x ?? 0) > (joints?.[b]?.x ?? 0);

/** Builds a person's bones; null when neither shoulders nor a face were detected. */
export const bodyOf = (pose: BodyPose): Body | null => {
  const shoulders = shouldersOf(pose);
  if (shoulders === null) return null;
  const hips = hipsOf(pose, shoulders);
  const neck = middle(...shoulders);
  const pelvis = middle(...hips);
  const length = Math.max(8, apart(neck, pelvis));
  const waist = between(neck, pelvis, 0.55);
  const { face, joints } = pose;
  const nose = joints?.[0];
  const crown =
    face?.crown ?? (nose && nose.score > 0.4 ? between(neck, nose, 1.5) : between(pelvis, neck, 1.5));
  const bones: Bone[] = [
    { name: 'pelvis', from: waist, to: pelvis, thick: 0.42 * length },
    { name: 'chest', from: between(neck, pelvis, 0.06), to: waist, thick: 0.42 * length },
    { name: 'head', from: between(neck, crown, 0.35), to: crown, thick: 0.35 * length },
  ];
  const add = (kind: 'arm' | 'leg', side: 'left' | 'right', places: readonly PlanarPoint[]) => {
    const names = kind === 'arm' ? (['upper-arm', 'lower-arm'] as const) : (['thigh', 'shank'] as const);
    names.forEach((name, index) => {
      const [from, to] = [places[index], places[index + 1]];
      const thick = (name === 'thigh' ? 0.22 : name === 'shank' ? 0.16 : 0.14) * length;
      if (from !== undefined && to !== undefined && apart(from, to) > 0.1 * length)
        bones.push({ name: `${name}-${side}`, from, to, thick });
    });
  };
  const [armFlip, legFlip] = [isMirrored(joints, 5, 6), isMirrored(joints, 11, 12)];
  add('arm', 'left', limb(pose, shoulders[0], armFlip ? [6, 8, 10] : [5, 7, 9], 0.4));
  add('arm', 'right', limb(pose, shoulders[1], armFlip ? [5, 7, 9] : [6, 8, 10], 0.4));
  add('leg', 'left', limb(pose, hips[0], legFlip ? [12, 14, 16] : [11, 13, 15], 0.4));
  add('leg', 'right', limb(pose, hips[1], legFlip ? [11, 13, 15] : [12, 14, 16], 0.4));
  return { bones, shoulders, hips, neck, waist, length, face };
};
