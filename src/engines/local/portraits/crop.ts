import type { Size } from '../../../core/shot.ts';
import type { Region } from '../../../media/texture.ts';
import { placeFrame, type Spot } from '../depth/framing.ts';
import type { Face } from '../depth/people.ts';
import type { Sight } from '../sight.ts';
import { clamp } from '../wave.ts';

/** Width to height of a portrait. */
export const portraitShape = 0.8;

/** A portrait is this many times as tall as the face in it. */
const headroom = 3;

/** A face's middle is at least this share of a portrait's side away from each of its edges. */
const margin = 0.34;

/** The largest portrait up to this height inside a part of the photo, its middle as near as can be to a spot. */
const largest = (spot: Spot, tall: number, room: Region, photo: Size): Region => {
  const most = Math.min(tall, room.height, room.width / portraitShape);
  const [height, width] = [Math.round(most), Math.round(most * portraitShape)];
  const within = (middle: number, length: number, start: number, end: number): number =>
    Math.round(clamp(middle - length / 2, start, Math.max(start, end - length)));
  return {
    width,
    height,
    left: within(spot.x * photo.width, width, room.left, room.left + room.width),
    top: within(spot.y * photo.height, height, room.top, room.top + room.height),
  };
};

const around = (face: Face, photo: Size, room: Region, limit = Number.POSITIVE_INFINITY): Region => {
  const wished = Math.min(2 * face.down * photo.height * headroom, limit);
  const tall = Math.min(wished, room.height, room.width / portraitShape);
  return largest({ x: face.x, y: face.y + (0.05 * tall) / photo.height }, tall, room, photo);
};

/** The part of a photo that makes a portrait: around its first face, or what is most interesting in it. */
export const cropOf = ({ photo, scene }: Sight): Region => {
  const [face] = scene.faces;
  const room = { left: 0, top: 0, ...photo };
  if (face !== undefined) return around(face, photo, room);
  const tall = Math.min(photo.height, photo.width / portraitShape);
  const [shareX, shareY] = [Math.round(tall * portraitShape) / photo.width, Math.round(tall) / photo.height];
  return largest(placeFrame(scene.interest, shareX, shareY), tall, room, photo);
};

/** Two portraits from one photo, the left person's first, parted half way between the two faces so that neither shows the other. */
export const cropPair = (photo: Size, one: Face, other: Face): readonly [Region, Region] => {
  const [left, right] = one.x <= other.x ? [one, other] : [other, one];
  const across = (right.x - left.x - left.across - right.across) * photo.width;
  const [upper, lower] = one.y <= other.y ? [one, other] : [other, one];
  const down = (lower.y - upper.y - upper.down - lower.down) * photo.height;
  const whole = { left: 0, top: 0, ...photo };
  if (across >= down) {
    const line = Math.round(((left.x + left.across + right.x - right.across) / 2) * photo.width);
    const limit = (face: Face): number => Math.abs(line - face.x * photo.width) / margin / portraitShape;
    return [
      around(left, photo, { ...whole, width: line }, limit(left)),
      around(right, photo, { ...whole, left: line, width: photo.width - line }, limit(right)),
    ];
  }
  const line = Math.round(((upper.y + upper.down + lower.y - lower.down) / 2) * photo.height);
  const portrait = (face: Face): Region => {
    const room =
      face === upper ? { ...whole, height: line } : { ...whole, top: line, height: photo.height - line };
    return around(face, photo, room, Math.abs(line - face.y * photo.height) / margin);
  };
  return [portrait(left), portrait(right)];
};
