import { readTexture } from '../../media/texture.ts';
import type { EaselMaker } from './easel.ts';
import type { FilmInput, Point } from './film-input.ts';
import type { Lens } from './lens.ts';
import { createSweep } from './light.ts';
import { createMesh } from './mesh.ts';
import { paintOver } from './painted.ts';
import { plainEasel } from './plain-easel.ts';
import { rehearse } from './rehearsal.ts';
import { lookAt } from './sight.ts';
import { simdEasel } from './simd-easel.ts';
import { regionOf } from './window.ts';

/** A film ready to be shown frame by frame. */
export type Film = {
  /** A frame as planar yuv420p, BT.709 limited range, which stays as it is until `ringLength` more are drawn. */
  draw(frame: number): Uint8Array;
  /** Where the same few places of a frame look in the photo, in frame widths. */
  places(frame: number): readonly Point[];
};

/** Texture pixels per frame pixel: fewer and sharpness pumps while moving, more and fine detail flickers. */
export const density = 1.5;

const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/** The fastest easel there is here. */
export const openEasel: EaselMaker = (frame, texture) =>
  simdEasel(frame, texture) ?? plainEasel(frame, texture);

/** Looks through a lens at a few places of the frame. */
export const placesOf = ({ width, height }: FilmInput) => {
  const spots = Array.from({ length: 48 }, (_, index) => ({
    x: ((index % 8) + 0.5) / 8 - 0.5,
    y: (((index >> 3) + 0.5) / 6 - 0.5) * (height / width),
  }));
  return (lens: Lens): Point[] =>
    spots.map((spot) => {
      const place = { ...spot };
      lens(place);
      return place;
    });
};

/** Mixes a share of another picture into this one. */
const fade = (picture: Uint8Array, other: Uint8Array, share: number) => {
  const weight = Math.round(256 * share);
  for (let i = 0; i < picture.length; i += 1) {
    const value = picture[i] as number;
    picture[i] = value + ((((other[i] as number) - value) * weight + 128) >> 8);
  }
};

/** Looks at the photo, guesses its depth and tries the shot out. Throws Failure `photo_damaged`. */
export const openFilm = async (path: string, input: FilmInput, makeEasel = openEasel): Promise<Film> => {
  const { photo, scene } = await lookAt(path);
  const { recipe } = input;
  const { window, extents, lensAt, echoAt } = rehearse(input, photo, scene);
  const region = regionOf(extents, photo, window);
  const fine = (density * input.width) / window.scale;
  const size = { width: even(region.width * fine), height: even(region.height * fine) };
  const texture = await readTexture(path, region, size, recipe.restoration);
  if (recipe.look !== null) paintOver(texture, recipe.look.strength);
  const stand = () => {
    const easel = makeEasel(input, texture);
    const shape = createMesh(easel.nodes, input, window, region, texture);
    return (lens: Lens): Uint8Array => {
      shape(lens);
      return easel.draw();
    };
  };
  const show = stand();
  const echo = echoAt(0) > 0 ? stand() : null;
  const looks = placesOf(input);
  const sweep = recipe.light && createSweep(recipe.light, input, window, photo, scene.subject);
  return {
    places: (frame) => {
      const seen = looks(lensAt(frame));
      const share = echoAt(frame);
      if (share === 0) return seen;
      const others = looks(lensAt(frame, true));
      return seen.map(({ x, y }, index) => {
        const other = others[index] ?? { x, y };
        return { x: x + share * (other.x - x), y: y + share * (other.y - y) };
      });
    },
    draw: (frame) => {
      const picture = show(lensAt(frame));
      if (echo !== null) fade(picture, echo(lensAt(frame, true)), echoAt(frame));
      sweep?.(picture, frame / input.frames);
      return picture;
    },
  };
};
