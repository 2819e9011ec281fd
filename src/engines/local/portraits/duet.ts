import type { Layout } from '../../../core/shot.ts';
import { readTexture, readThumbnail, texturePad } from '../../../media/texture.ts';
import { createCamera, type Pose } from '../camera.ts';
import { type EaselMaker, ringLength } from '../easel.ts';
import { density, type Film, placesOf } from '../film.ts';
import type { FilmInput } from '../film-input.ts';
import type { Lens } from '../lens.ts';
import { createMesh } from '../mesh.ts';
import { cardOf } from './card.ts';
import { portraitShape } from './crop.ts';
import { blurSide, pageOf } from './page.ts';
import { createPlaces, portraitWidth } from './places.ts';
import { findSitters, type Sitter } from './sitters.ts';

const even = (value: number): number => 2 * Math.round(value / 2);

/** Lays a picture over another as far as it covers. */
const lay = (page: Uint8Array, picture: Uint8Array, cover: Uint8Array) => {
  for (let i = 0; i < page.length; i += 1) {
    const share = cover[i] as number;
    if (share === 0) continue;
    const value = page[i] as number;
    page[i] = value + ((((picture[i] as number) - value) * share * 257 + 32768) >> 16);
  }
};

type Place = (t: number, pose: Pose) => Lens;

const openCard = async (sitter: Sitter, input: FilmInput, layout: Layout, makeEasel: EaselMaker) => {
  const wide = even(density * input.width * portraitWidth(input));
  const size = { width: wide, height: even(wide / portraitShape) };
  const texture = await readTexture(sitter.path, sitter.region, size, input.recipe.restoration);
  const { picture, cover } = cardOf(texture, layout.warmth);
  const easels = [makeEasel(input, picture), makeEasel(input, cover)] as const;
  const region = {
    left: 0,
    top: 0,
    width: picture.width - 2 * texturePad,
    height: picture.height - 2 * texturePad,
  };
  const window = { x: region.width / 2, y: region.height / 2, scale: wide };
  const shapes = [picture, cover].map((plane, index) =>
    createMesh((easels[index] ?? easels[0]).nodes, input, window, region, plane),
  );
  return (page: Uint8Array, lens: Lens) => {
    for (const shape of shapes) shape(lens);
    lay(page, easels[0].draw(), easels[1].draw());
  };
};

/**
 * Shows two people, from two photos or one, as framed portraits on one page, leaning towards each other. Throws Failure
 * `photo_damaged` or `faces_missing`.
 */
export const openDuet = async (
  first: string,
  second: string | null,
  input: FilmInput,
  layout: Layout,
  makeEasel: EaselMaker,
): Promise<Film> => {
  const small = { width: blurSide, height: blurSide };
  const [one, other] = await findSitters(first, second);
  const [left, right, ...cards] = await Promise.all([
    readThumbnail(one.path, small),
    readThumbnail(other.path, small),
    openCard(other, input, layout, makeEasel),
    openCard(one, input, layout, makeEasel),
  ]);
  const { luma, blue, red } = pageOf(input, left, right, layout.warmth);
  const page = Buffer.concat([luma, blue, red]);
  const slots = Array.from({ length: ringLength }, () => new Uint8Array(page.length));
  const camera = createCamera(input, { x: 0, y: 0 });
  const places: readonly Place[] = [...createPlaces(input, layout)].reverse();
  const end = Math.max(1, input.recipe.loop ? input.frames : input.frames - 1);
  const looks = placesOf(input);
  const wide = portraitWidth(input);
  return {
    places: (frame) => {
      const lens = places[0]?.(frame / end, camera(frame / end));
      return lens === undefined ? [] : looks(lens).map(({ x, y }) => ({ x: x * wide, y: y * wide }));
    },
    draw: (frame) => {
      const picture = slots[frame % ringLength] ?? page;
      picture.set(page);
      const t = frame / end;
      const pose = camera(t);
      for (const [index, card] of cards.entries()) {
        const place = places[index];
        if (place !== undefined) card(picture, place(t, pose));
      }
      return picture;
    },
  };
};
