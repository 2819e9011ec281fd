import { Failure } from '../../../core/failure.ts';
import type { Repair } from '../../../core/order.ts';
import type { Pair } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { repairCracks } from '../../../media/repair/repair.ts';
import { type Pixels, readPhoto } from '../../../media/texture.ts';
import { createCamera } from '../camera.ts';
import { type FrameRendererMaker, ringLength } from '../frame-renderer.ts';
import { type FrameSource, placesOf } from '../frame-source.ts';
import type { RenderInput } from '../render-input.ts';
import { createBloom } from '../weather/bloom.ts';
import { actor, waysOf } from './actor.ts';
import { shadeContact } from './contact-shadow.ts';
import { evenLight, tintWith } from './even-light.ts';
import { figureOf } from './figure.ts';
import { byWish, contactFor } from './kisser.ts';
import { openOwnPhoto } from './own-photo.ts';
import { cutPerson } from './person.ts';
import { type Chosen, type PairPlacement, placePair, seat } from './places.ts';
import { sharedBackdrop } from './soft-backdrop.ts';
import { momentAt } from './timing.ts';

/** Texture pixels per frame pixel. */
const density = 1.5;

/** Checks that the photos show enough people. Throws `Failure` `faces_missing` or `face_missing`. */
const checkFaces = (seen: readonly PhotoAnalysis[]): void => {
  const [first, other] = seen;
  const found = first?.faces.length ?? 0;
  if (other === undefined) {
    if (found < 2) throw new Failure('faces_missing', { found, needed: 2 });
    return;
  }
  const lonely = [found, other.faces.length].indexOf(0);
  if (lonely >= 0) throw new Failure('face_missing', { photo: lonely + 1 });
};

/** Reads a photo and repairs it when it is old and damaged. Throws `Failure` `photo_damaged`. */
const mended = async (path: string, seen: PhotoAnalysis, repair: Repair): Promise<Pixels> => {
  const photo = await readPhoto(path);
  if (repair !== 'off') await repairCracks(photo, seen, repair);
  return photo;
};

/** By how many face heights one person is higher, most wished first. */
const raises = {
  kiss: [0.12, 0.06, 0],
  hug: [0.25, 0.15, 0],
} as const;

/** Places two people so that the frame hides the edges of their photos. Throws `Failure` `head_cut` if it can't. */
const placeFor = (
  input: RenderInput,
  seats: ReturnType<typeof seat>,
  kind: Pair['kind'],
  photos: readonly Pixels[],
) => {
  const uppers = byWish(kind, seats);
  const ways = uppers.flatMap((upper) => raises[kind].map((raise) => ({ upper, raise })));
  const placed = [false, true].flatMap((deepened) =>
    ways.map((raised) => ({ raised, placement: placePair(input, seats, raised, deepened) })),
  );
  const best = placed.find(({ placement }) => placement.hidden);
  if (best !== undefined) return best;
  const tighter = placed[0]?.placement.tighter ?? 0;
  throw new Failure('head_cut', { photo: 1 + photos.indexOf(seats[tighter].photo) });
};

/** Cuts out both people at the size their touch needs. Throws `Failure` `photo_damaged` or `subject_missing`. */
const standAs = async ({ people }: PairPlacement) => {
  const [left, right] = await Promise.all(people.map((person) => cutPerson(person, density)));
  if (!left || !right) throw new Failure('subject_missing');
  return [
    { person: left, figure: figureOf(left) },
    { person: right, figure: figureOf(right) },
  ] as const;
};

/**
 * Renders two people cut out of two photos, who come together over a shared soft background until they touch. With
 * only one photo, they stay in it. Throws `Failure` `photo_damaged`, `photo_missing`, `faces_missing`, `face_missing`,
 * `head_cut` or `subject_missing`.
 */
export const openPair = async (
  paths: readonly string[],
  input: RenderInput,
  pair: Pair,
  see: (path: string) => Promise<PhotoAnalysis>,
  makeRenderer: FrameRendererMaker,
): Promise<FrameSource> => {
  const seen = await Promise.all(paths.slice(0, 2).map(see));
  checkFaces(seen);
  const repair = input.recipe.restoration?.repair ?? 'off';
  const people = await Promise.all(
    seen.map(async (one, index): Promise<Chosen> => {
      return { photo: await mended(paths[index] as string, one, repair), seen: one, face: 0 };
    }),
  );
  const [one, other] = people;
  if (one === undefined) throw new Failure('photo_missing');
  if (other === undefined) return openOwnPhoto(one.photo, one.seen, input, pair, makeRenderer);
  const seats = seat(one, other);
  const { placement, raised } = placeFor(
    input,
    seats,
    pair.kind,
    people.map(({ photo }) => photo),
  );
  const [backdrop, standing] = await Promise.all([
    sharedBackdrop(seats, input, pair.warmth),
    standAs(placement),
  ]);
  const contact = contactFor(standing, pair.kind, raised);
  const [{ person: left }, { person: right }] = standing;
  const tint = evenLight(left, right);
  if (tint !== null) tintWith(backdrop, tint);
  // Close both people's eyes or neither's: one who watches with open eyes doesn't look like part of a couple.
  // In a kiss, only whoever kisses has to close them.
  const closes = standing.map(({ person }) => {
    const { blink } = person.face.motions;
    return blink === true || (pair.kind === 'kiss' && (blink === 'eyes_dark' || blink === 'eyes_unclear'));
  });
  const leads = pair.kind === 'kiss' ? closes[contact.front] === true : !closes.includes(false);
  const blinks = closes.map((own) => own && leads);
  const ways = waysOf(input, placement, standing, contact, pair.strength);
  const enter = (index: 0 | 1) =>
    actor(
      standing[index],
      contact.stances[index],
      ways[index],
      input,
      pair,
      index,
      blinks[index] === true,
      makeRenderer,
    );
  const [behind, before] = contact.front === 1 ? [enter(0), enter(1)] : [enter(1), enter(0)];
  const page = Buffer.concat([backdrop.luma, backdrop.blue, backdrop.red]);
  const slots = Array.from({ length: ringLength }, () => new Uint8Array(page.length));
  const camera = createCamera(input, { x: 0, y: 0 });
  const end = Math.max(1, input.recipe.loop ? input.frames : input.frames - 1);
  const bloom = createBloom(input);
  const spots = placesOf(input)(() => {});
  return {
    places: (frame) => {
      const { near, press } = momentAt(frame / end, pair.kind, input.recipe.loop);
      const shifts = ways.map(({ x }) => (x(near, press) - x(0, 0)) / input.width);
      return spots.map(({ x, y }) => ({ x: x - ((x < 0 ? shifts[0] : shifts[1]) ?? 0), y }));
    },
    draw: (frame) => {
      const picture = slots[frame % ringLength] ?? page;
      picture.set(page);
      const t = frame / end;
      const pose = camera(t);
      const back = behind.draw(picture, t, pose);
      const front = before.draw(picture, t, pose);
      shadeContact(picture, input, front, back);
      bloom(picture, (0.1 + 0.12 * momentAt(t, pair.kind, input.recipe.loop).near) * pair.warmth);
      return picture;
    },
  };
};
