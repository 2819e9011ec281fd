import type { Advice } from '../../core/advice.ts';

/** A position in pixels of the upright photo. z has the same unit; a smaller z is nearer. */
export type Point = readonly [x: number, y: number, z: number];

/** In pixels of the upright photo. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** An eye's outline: both corners, seven points per lid from the outer corner inwards, and the iris. */
export type Eye = {
  readonly outer: Point;
  readonly inner: Point;
  readonly upper: readonly Point[];
  readonly lower: readonly Point[];
  /** Centre first, then four points of the rim. */
  readonly iris: readonly Point[];
  /** Pixels between the lids. */
  readonly openness: number;
  /** Whether a lid could be drawn over it. */
  readonly clear: boolean;
  /** Whether make-up or shadow around it is too dark for a lid. */
  readonly dark: boolean;
};

/**
 * Radians. Yaw is positive when the nose points to the right of the picture, pitch when it points down; roll is
 * clockwise.
 */
export type HeadPose = { readonly yaw: number; readonly pitch: number; readonly roll: number };

/** Why a face can't be animated with a motion. */
export type Obstacle =
  | 'small'
  | 'unsure'
  | 'turned_away'
  | 'upside_down'
  | 'cut_off'
  | 'eyes_closed'
  | 'eyes_covered'
  | 'eyes_dark'
  | 'eyes_small'
  | 'eyes_unclear'
  | 'glasses'
  | 'mouth_covered'
  | 'mouth_open'
  | 'mouth_small';

export const faceMotions = ['blink', 'wink', 'smile', 'talk', 'turn'] as const;
export type FaceMotion = (typeof faceMotions)[number];

export type SeenFace = {
  readonly box: Box;
  /** 0 to 1. */
  readonly confidence: number;
  /** 468 points of MediaPipe's face mesh. */
  readonly points: readonly Point[];
  /** The person's own left and right. */
  readonly eyes: { readonly left: Eye; readonly right: Eye };
  readonly pose: HeadPose;
  /** Which motions would look right, and why the others would not. */
  readonly motions: Readonly<Record<FaceMotion, true | Obstacle>>;
};

/** Seventeen joints in COCO's order, in pixels of the upright photo. Scores are 0 to 1. */
export type Skeleton = readonly { readonly x: number; readonly y: number; readonly score: number }[];

/** `face` is an index into the analysis' `faces`. */
export type SeenPerson = {
  readonly box: Box;
  readonly skeleton: Skeleton | null;
  readonly face: number | null;
};

/** Confidence that each pixel belongs to the subject, 0 to 255, over the whole photo. */
export type Mask = { readonly width: number; readonly height: number; readonly data: Uint8Array };

export type PhotoSubject = {
  readonly box: Box;
  readonly confidence: number;
  readonly kind: 'person' | 'thing';
};

/** What is in a photo. Lives only as long as the job that needs it, and is neither stored nor logged. */
export type PhotoAnalysis = {
  readonly width: number;
  readonly height: number;
  /** Largest first. */
  readonly faces: readonly SeenFace[];
  readonly people: readonly SeenPerson[];
  /** Null when no subject is certain. */
  readonly mask: Mask | null;
  readonly subject: PhotoSubject | null;
  readonly advice: readonly Advice[];
};
