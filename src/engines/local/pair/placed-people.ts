import { clamp } from '../wave.ts';
import type { Figure, PairStance } from './figure.ts';
import type { Person } from './person.ts';

/** A position in frame pixels, relative to the middle of a face at rest. */
export type PhotoPoint = { readonly x: number; readonly y: number };

export type PlacedPerson = { readonly person: Person; readonly figure: Figure };

/** How two people touch, the left one first. Lengths in frame pixels. */
export type Contact = {
  readonly stances: readonly [PairStance, PairStance];
  /** The index of the person drawn last, in front. */
  readonly front: 0 | 1;
  /** Distance from the middle of the left face to that of the right one. */
  readonly apart: number;
  readonly lower: number;
};

export const sideOf = (index: 0 | 1): 1 | -1 => (index === 0 ? 1 : -1);

/** How far a person already looks towards the other one, in radians. */
const towards = ({ person }: PlacedPerson, index: 0 | 1): number => sideOf(index) * person.face.pose.yaw;

export type Placement = {
  readonly yaw: number;
  readonly most: number;
  readonly roll: number;
  readonly pitch: number;
};

export const stanceOf = (
  standing: PlacedPerson,
  index: 0 | 1,
  { yaw, most, roll, pitch }: Placement,
  smile: number,
): PairStance => {
  const { pose, motions } = standing.person.face;
  const side = sideOf(index);
  // A mesh seen from the side holds only part of the head, which bends where the rest begins.
  const free = motions.turn === true ? 1 : 0.3;
  return {
    yaw: side * free * clamp(most - towards(standing, index), most < 0.1 ? -yaw : 0, yaw),
    pitch: free * pitch,
    roll: free * side * roll - clamp(0.65 * pose.roll, -0.3, 0.3),
    lean: side * 0.07,
    smile: motions.smile === true ? smile : 0,
    breath: 0,
  };
};

const middleOf = ({ figure }: PlacedPerson) => figure.middle;

/** The position of a face point in a stance, relative to the middle of the face at rest. */
export const pointIn = (standing: PlacedPerson, index: number, stance: PairStance): PhotoPoint => {
  const { x, y } = standing.figure.point(index, stance);
  const middle = middleOf(standing);
  return { x: x - middle.x, y: y - middle.y };
};
