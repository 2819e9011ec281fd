import type { Region } from '../../../media/texture.ts';
import { placeFrame } from '../depth/framing.ts';
import type { Sight } from '../sight.ts';
import { clamp } from '../wave.ts';

/** Width to height of a portrait. */
export const portraitShape = 0.8;

/** A portrait is this many times as tall as the face in it. */
const headroom = 3;

/** The part of a photo that makes a portrait: around its first face, or what is most interesting in it. */
export const cropOf = ({ photo, scene }: Sight): Region => {
  const [face] = scene.faces;
  const tallest = Math.min(photo.height, photo.width / portraitShape);
  const tall = face === undefined ? tallest : Math.min(tallest, 2 * face.down * photo.height * headroom);
  const [height, width] = [Math.round(tall), Math.round(tall * portraitShape)];
  const spot =
    face === undefined
      ? placeFrame(scene.interest, width / photo.width, height / photo.height)
      : { x: face.x, y: face.y + 0.05 * (height / photo.height) };
  return {
    width,
    height,
    left: Math.round(clamp(spot.x * photo.width - width / 2, 0, photo.width - width)),
    top: Math.round(clamp(spot.y * photo.height - height / 2, 0, photo.height - height)),
  };
};
