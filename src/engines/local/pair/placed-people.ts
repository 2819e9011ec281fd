import { clamp } from '../wave.ts';
import type { Figure, Stance } from './figure.ts';
import type { Outline } from './figure-outline.ts';
import type { Person } from './person.ts';

export type PlacedPerson = { readonly person: Person; readonly figure: Figure };

/** How two people touch, the left one first. Lengths in frame pixels. */
export type Contact = {
  readonly stances: readonly [Stance, Stance];
  /** The index of the person drawn last, in front. */
  readonly front: 0 | 1;
  /** Distance from the middle of the left face to that of the right one. */
  readonly apart: number;
  readonly lower: number;
};

export const sideOf = (index: 0 | 1): 1 | -1 => (index === 0 ? 1 : -1);

/** How far a person already looks towards the other one, in radians. */
export const towards = ({ person }: PlacedPerson, index: 0 | 1): number =>
  sideOf(index) * person.face.pose.yaw;

/** Points of the eyes, and all face points that usually must stay visible: eyes, brows, nose, mouth. */
export const eyes: readonly number[] = [33, 130, 133, 263, 359, 362];
const dear: readonly number[] = [...eyes, 46, 276, 1, 4, 13, 61, 291];

export type Wish = {
  readonly yaw: number;
  readonly most: number;
  readonly roll: number;
  readonly pitch: number;
};

export const stanceOf = (
  standing: PlacedPerson,
  index: 0 | 1,
  { yaw, most, roll, pitch }: Wish,
  smile: number,
): Stance => {
  const { pose, motions } = standing.person.face;
  const side = sideOf(index);
  const free = motions.turn === true ? 1 : 0.3;
  return {
    yaw: side * free * clamp(most - towards(standing, index), 0, yaw),
    pitch,
    roll: side * roll - clamp(0.65 * pose.roll, -0.3, 0.3),
    lean: side * 0.07,
    smile: motions.smile === true ? smile : 0,
    breath: 0,
  };
};

const middleOf = ({ figure }: PlacedPerson) => figure.middle;

/** The position of a face point in a stance, relative to the middle of the face at rest. */
export const pointIn = (standing: PlacedPerson, index: number, stance: Stance) => {
  const { x, y } = standing.figure.point(index, stance);
  const middle = middleOf(standing);
  return { x: x - middle.x, y: y - middle.y };
};

const coversAt = (standing: PlacedPerson, outline: Outline, x: number, y: number): boolean => {
  const middle = middleOf(standing);
  return outline.covers(x + middle.x, y + middle.y);
};

const everyPoint = Array.from({ length: 468 }, (_, index) => index);

/**
 * The share of a face that the other person covers, and whether that hides any of the points that must stay visible.
 */
export const hiding = (
  front: PlacedPerson,
  outline: Outline,
  behind: PlacedPerson,
  stance: Stance,
  shown = dear,
): ((right: number, down: number) => { readonly share: number; readonly dear: boolean }) => {
  const places = everyPoint.map((index) => pointIn(behind, index, stance));
  return (right, down) => {
    const hidden = places.map(({ x, y }) => coversAt(front, outline, x + right, y + down));
    return {
      share: hidden.filter(Boolean).length / hidden.length,
      dear: shown.some((index) => hidden[index] === true),
    };
  };
};
