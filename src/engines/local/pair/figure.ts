import { type FaceFrame, type FaceOffset, frameOf, onFace } from '../face/face-frame.ts';
import type { FaceMoment } from '../face/face-timeline.ts';
import { headDepth } from '../face/head-depth.ts';
import { createHead } from '../face/head-warp.ts';
import type { Triangles } from '../layers/triangles.ts';
import { clamp, cosine, ease, sine } from '../wave.ts';
import type { Person } from './person.ts';

/** A person's pose at a moment. Angles in radians: yaw to the right of the picture, roll and lean clockwise. */
export type PairStance = {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly lean: number;
  readonly smile: number;
  /** How far the chest has risen, in face heights. */
  readonly breath: number;
};

/** A position on a person, before or after a stance is applied; in frame pixels. */
type Place = { x: number; y: number };

/** In radii of the head: the head turns as one piece within `whole`, and only the body moves beyond `ends`. */
const [whole, ends] = [0.85, 1.65];

/** In face heights: a head turns about a point `neck` below the chin, a body about a point `hips` below the eyes. */
const [neck, hips] = [0.12, 3.2];

const step = 8;

/** The least width that a cell keeps when its head turns, as a share of its own. */
const strip = 0.05;

const turnOf = (radians: number): readonly [cos: number, sin: number] => [
  cosine(radians / (2 * Math.PI)),
  sine(radians / (2 * Math.PI)),
];

/** The precomputed, constant values of a figure's point. */
type Joint = {
  readonly across: number;
  readonly down: number;
  readonly near: number;
  readonly hold: number;
  /** From −1 to 1: how close to the outline of the head, at its left or its right side. */
  readonly rim: number;
  /** How far it is behind the middle of the head on the side that turns away, in photo pixels. */
  readonly behind: number;
};

/**
 * In face widths. A skull is as deep as it is wide: from the side it shows what is behind its ears, so its outline stays
 * where it is on the side that turns to the front, and goes back by `behind` on the other one.
 */
const skull = { from: 0.34, to: 0.62, behind: 0.3 } as const;

const still: FaceMoment = { yaw: 0, pitch: 0, roll: 0, blink: 0, wink: 0, smile: 0, mouth: 0 };

/** What all points of a figure share in a stance. */
const settingOf = ({ yaw, pitch, roll, lean, smile, breath }: PairStance) => {
  const [cosYaw, sinYaw] = turnOf(yaw);
  const [cosPitch, sinPitch] = turnOf(pitch);
  const [cosRoll, sinRoll] = turnOf(roll);
  const [cosLean, sinLean] = turnOf(lean);
  const turns = { cosYaw, sinYaw, cosPitch, sinPitch, cosRoll, sinRoll, cosLean, sinLean };
  return { ...turns, breath, face: { ...still, smile } };
};

type Setting = ReturnType<typeof settingOf>;

/** A person as a mesh that can turn its head and lean. */
export const figureOf = (person: Person) => {
  const { face, scale, sheet } = person;
  const frame: FaceFrame = frameOf(face);
  const depth = headDepth(face.points, frame);
  const head = createHead(face, frame);
  const [brow, chin] = [10, 152].map((index) => onFace(frame, face.points[index] ?? [frame.x, frame.y])) as [
    FaceOffset,
    FaceOffset,
  ];
  const pivot = { across: chin.across, down: chin.down + neck * frame.height };
  const base = person.onStage(frame.x, frame.y + hips * frame.height);
  const tall = frame.height * scale;
  const { cos, sin } = frame;
  const inPhoto = (x: number, y: number) =>
    [person.region.left + x / scale, person.region.top + y / scale] as const;
  const jointAt = (x: number, y: number): Joint => {
    const { across, down } = onFace(frame, inPhoto(x, y));
    const hold = ease(clamp((ends - head.radius(across, down)) / (ends - whole), 0, 1));
    const aside = across - depth.oval.across;
    const share = ease(clamp((Math.abs(aside) / frame.width - skull.from) / (skull.to - skull.from), 0, 1));
    const rim =
      (aside < 0 ? -1 : 1) * Math.max(share, ease(clamp((down - chin.down) / (0.32 * frame.height), 0, 1)));
    // Above the forehead, a skull is as round on both sides.
    const face = ease(clamp((down - brow.down) / (0.25 * frame.height), 0, 1));
    const behind = skull.behind * frame.width * Math.abs(rim) * face;
    return { across, down, near: hold === 0 ? 0 : depth.at(across, down), hold, rim, behind };
  };
  const pushed = { across: 0, down: 0 };
  const rise = 1 / (2 * tall);
  /** Moves a position by a stance, with its precomputed values. */
  const move = (place: Place, { across, down, near, hold, rim, behind }: Joint, setting: Setting): void => {
    let { x, y } = place;
    if (hold > 0) {
      pushed.across = 0;
      pushed.down = 0;
      head.push(setting.face, across, down, 0, pushed);
      const right = across - pushed.across - pivot.across;
      const low = down - pushed.down - pivot.down;
      const front = rim * setting.sinYaw < 0 ? Math.abs(rim) : 0;
      const deep = near - (front > 0 ? 0 : behind);
      const turnedTo = right * setting.cosYaw + deep * setting.sinYaw;
      const aside = turnedTo + front * (right - turnedTo);
      const back = near * setting.cosYaw - right * setting.sinYaw;
      const under = low * setting.cosPitch + back * setting.sinPitch;
      const turned = pivot.across + aside * setting.cosRoll - under * setting.sinRoll;
      const lowered = pivot.down + aside * setting.sinRoll + under * setting.cosRoll;
      x += hold * ((frame.x + cos * turned - sin * lowered - person.region.left) * scale - x);
      y += hold * ((frame.y + sin * turned + cos * lowered - person.region.top) * scale - y);
    }
    y -= setting.breath * tall * ease(clamp((base.y - y) * rise, 0, 1));
    const right = x - base.x;
    const low = y - base.y;
    place.x = base.x + right * setting.cosLean - low * setting.sinLean;
    place.y = base.y + right * setting.sinLean + low * setting.cosLean;
  };
  const [left, top] = [sheet.left - 2 * step, sheet.top - 2 * step];
  const texels = { width: person.sheet.picture.width, height: person.sheet.picture.height };
  const columns = Math.ceil(texels.width / sheet.density / step) + 5;
  const rows = Math.ceil(texels.height / sheet.density / step) + 5;
  const corners = Float64Array.from({ length: 2 * columns * rows }, (_, i) =>
    i % 2 === 0 ? left + ((i >> 1) % columns) * step : top + Math.floor((i >> 1) / columns) * step,
  );
  const joints = Array.from({ length: columns * rows }, (_, i) =>
    jointAt(corners[2 * i] as number, corners[2 * i + 1] as number),
  );
  const cells: { readonly at: number; readonly near: number }[] = [];
  for (let row = 0; row < rows - 1; row += 1)
    for (let column = 0; column < columns - 1; column += 1) {
      const at = row * columns + column;
      const { near, hold } = joints[at] as Joint;
      cells.push({ at, near: near * hold });
    }
  // Draw the nearest ones last.
  cells.sort((a, b) => a.near - b.near);
  const triangles = Uint32Array.from(
    cells.flatMap(({ at }) => [at, at + 1, at + columns + 1, at, at + columns + 1, at + columns]),
  );
  const mesh: Triangles = { corners, triangles };
  const place: Place = { x: 0, y: 0 };
  const middleColumn = Math.round((person.onStage(frame.x, frame.y).x - left) / step);
  /** What turns behind the nose and the brow becomes a thin strip beside them: a fold would have a stepped edge. */
  const unfold = (moved: Float64Array, side: 1 | -1): void => {
    for (let row = 0; row < rows; row += 1)
      for (let column = middleColumn + side; column >= 0 && column < columns; column += side) {
        const at = 2 * (row * columns + column);
        const before = moved[at - 2 * side] as number;
        if (side * ((moved[at] as number) - before) < strip * step) moved[at] = before + side * strip * step;
      }
  };
  return {
    mesh,
    columns,
    frame,
    /** The middle of the face at rest. */
    middle: person.onStage(frame.x - sin * 0.12 * frame.height, frame.y + cos * 0.12 * frame.height),
    tall,
    /** Distance from the point the body leans about up to the face. */
    high: hips * tall,
    wide: Math.max(frame.width, 0.6 * frame.height) * scale,
    /** Computes the positions of all corners in a stance. */
    pose: (stance: PairStance, moved: Float64Array): void => {
      const setting = settingOf(stance);
      const side = stance.yaw < 0 ? -1 : 1;
      for (let i = 0; i < joints.length; i += 1) {
        place.x = corners[2 * i] as number;
        place.y = corners[2 * i + 1] as number;
        move(place, joints[i] as Joint, setting);
        moved[2 * i] = place.x;
        moved[2 * i + 1] = place.y;
      }
      if (stance.yaw !== 0) unfold(moved, side);
    },
    /** The position of a face point in a stance. */
    point: (index: number, stance: PairStance): Place => {
      const [x = 0, y = 0] = face.points[index] ?? [];
      const spot = person.onStage(x, y);
      const moved = { ...spot };
      move(moved, jointAt(spot.x, spot.y), settingOf(stance));
      return moved;
    },
  };
};

export type Figure = ReturnType<typeof figureOf>;
