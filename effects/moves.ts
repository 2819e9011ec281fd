import { cameraNumbers, isCameraPath } from '../src/core/camera-path.ts';
import type { Beat, Camera, CameraPath, Motion, Order } from '../src/core/order.ts';
import type {
  Cutout,
  FaceAct,
  Flow,
  Light,
  LocalRecipe,
  Move,
  Overlay,
  PaintedLook,
  Pair,
} from '../src/core/shot.ts';
import { type PromptMeaning, understand } from '../src/core/words/understand.ts';

/** Camera moves of each named camera in four seconds at medium motion. */
export const cameraMoves: Record<Camera, readonly Move[]> = {
  still: [],
  'zoom-in': [{ kind: 'zoom', amount: 0.065 }],
  'zoom-out': [{ kind: 'zoom', amount: -0.065 }],
  'pan-left': [{ kind: 'pan', amount: -0.037 }],
  'pan-right': [{ kind: 'pan', amount: 0.037 }],
  'tilt-up': [{ kind: 'tilt', amount: 0.04 }],
  'tilt-down': [{ kind: 'tilt', amount: -0.04 }],
  'roll-left': [{ kind: 'roll', amount: -0.07 }],
  'roll-right': [{ kind: 'roll', amount: 0.07 }],
  'orbit-left': [{ kind: 'orbit', amount: -2.2 }],
  'orbit-right': [{ kind: 'orbit', amount: 2.2 }],
  'dolly-in': [{ kind: 'dolly', amount: 0.08 }],
  'dolly-out': [{ kind: 'dolly', amount: -0.08 }],
};

/** What effects have in common that only move the camera. */
export const cameraEffect = {
  group: 'camera',
  keepsPixels: true,
  needs: { photos: 1 },
  people: 'none',
  defaults: { seconds: 4, motion: 'medium' },
  negative: 'morphing, warped faces, changing identity, shaky camera, flicker, text',
} as const;

/** Camera moves of a numeric camera path. They are exact: motion does not scale them. */
const alongPath = (path: CameraPath): readonly Move[] => {
  const { x, y, zoom, roll } = cameraNumbers(path);
  const closer = zoom >= 1 ? zoom - 1 : 1 - 1 / zoom;
  const all: readonly Move[] = [
    { kind: 'pan', amount: x, exact: true },
    { kind: 'tilt', amount: y, exact: true },
    { kind: 'zoom', amount: closer, exact: true },
    { kind: 'roll', amount: (roll * Math.PI) / 180, exact: true },
  ];
  return all.filter(({ amount }) => amount !== 0);
};

const strengths: Record<Motion, number> = { low: 0.6, medium: 1, high: 2 };

/** Factor for an order's motion, from its motion setting, its prompt and, slightly, its length in seconds. */
const strengthOf = ({ motion, seconds }: Order, { pace }: PromptMeaning): number =>
  Math.min(2.2, strengths[motion] * pace * Math.min(1.2, Math.max(0.7, Math.sqrt(seconds / 4))));

/** An effect's own settings, for four seconds at medium motion. */
type Own = {
  readonly moves: readonly Move[];
  readonly depth: number;
  readonly drift: number;
  readonly flow?: Flow;
  readonly face?: FaceAct;
  readonly loop?: true;
  readonly beat?: Beat;
  readonly light?: Light;
  readonly look?: PaintedLook;
  readonly overlays?: readonly Overlay[];
  readonly cutout?: Cutout['kind'];
  readonly pair?: Pair['kind'];
  /** Factor for a named camera's moves that leaves room for the effect's own motion; default 1. */
  readonly room?: number;
};

/** Scales face motion: head turns scale most, smiles and talking less, and blinks not at all. */
const faceOf = (face: FaceAct | undefined, strength: number): FaceAct | null => {
  if (face === undefined) return null;
  return {
    ...face,
    turn: face.turn * Math.min(1.9, strength),
    smile: face.smile * Math.min(1.25, Math.max(0.7, strength)),
    talk: face.talk * Math.min(1.25, Math.max(0.8, strength)),
  };
};

/**
 * Builds an effect's recipe for an order. A camera from the order, by option or in the prompt, replaces the effect's
 * own moves.
 */
export const recipeWith = (order: Order, own: Own): LocalRecipe => {
  const { moves, depth, drift, flow, room = 1 } = own;
  const wishes = understand(order.prompt);
  const camera = order.camera ?? wishes.camera;
  const exact = camera !== null && isCameraPath(camera);
  const strength = strengthOf(order, wishes);
  const overlays = own.overlays ?? [];
  const added = wishes.overlays.filter((kind) => overlays.every((overlay) => overlay.kind !== kind));
  const share = camera === null ? strength : strength * room;
  return {
    moves: exact
      ? alongPath(camera)
      : (camera === null ? moves : cameraMoves[camera]).map(({ kind, amount }) => ({
          kind,
          amount: amount * share,
        })),
    depth: Math.min(1, depth * strength),
    drift: camera === 'still' || exact ? 0 : Math.min(1, drift * strength),
    flow:
      flow === undefined ? null : { kind: flow.kind, amplitude: flow.amplitude * Math.min(1.6, strength) },
    face: faceOf(own.face, strength),
    loop: order.loop || (own.loop === true && camera === null) || wishes.loop,
    beat: own.beat ?? null,
    light: own.light ?? null,
    look: own.look ?? null,
    overlays: [...overlays, ...added.map((kind) => ({ kind, amount: 1 }))].map(({ kind, amount }) => ({
      kind,
      amount: amount * Math.min(1.7, strength),
    })),
    cutout: own.cutout === undefined ? null : { kind: own.cutout, strength: Math.min(1.6, strength) },
    pair: own.pair === undefined ? null : { kind: own.pair, strength, warmth: 1 },
    restoration: null,
  };
};

/** Weather over a scene; the camera sways a little and moves in slowly. */
export const inWeather = (order: Order, kind: Overlay['kind']): LocalRecipe =>
  recipeWith(order, {
    moves: [
      { kind: 'sway', amount: 0.5 },
      { kind: 'zoom', amount: 0.02 },
    ],
    depth: 0.6,
    drift: 0.15,
    overlays: [{ kind, amount: 1 }],
  });
