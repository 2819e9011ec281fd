import { Failure } from '../../../core/failure.ts';
import type { Repair } from '../../../core/order.ts';
import type { Pair } from '../../../core/shot.ts';
import { measuresOf } from '../../../media/analysis/head-pose.ts';
import type { PhotoAnalysis, Point, SeenFace } from '../../../media/analysis/types.ts';
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
import { belong, openOwnPhoto } from './own-photo.ts';
import { cutPerson } from './person.ts';
import { type Chosen, type PairPlacement, placePair, seat } from './places.ts';
import { sharedBackdrop } from './soft-backdrop.ts';
import { momentAt } from './timing.ts';
import { contactOf, templeRaise } from './touch.ts';

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

const turnedTo = (side: 1 | -1, { seen, face, mirrored }: ReturnType<typeof seat>[number]): number =>
  side * (mirrored ? -1 : 1) * (seen.faces[face]?.pose.yaw ?? 0);

/** How far a mouth is open, in face heights. */
const mouthOf = ({ seen, face }: ReturnType<typeof seat>[number]): number => {
  const { points } = seen.faces[face] as SeenFace;
  const [upper, lower] = [points[13] as Point, points[14] as Point];
  return Math.hypot(lower[0] - upper[0], lower[1] - upper[1]) / Math.max(1, measuresOf(points).height);
};

/** By how many face heights one person is higher, most wished first. */
const raises = {
  kiss: [
    [0.75, 0.6, 0.5],
    [0.2, 0.1, 0],
  ],
  hug: [[0.25, 0.15, 0]],
} as const;

/** Yaw in radians from which a face counts as seen from the side. */
const profile = 0.9;

/**
 * Who is higher, from most to least wished: a kiss comes from whoever looks towards the other with a closed mouth. In a
 * hug, one who is seen from the side is behind, so that what the other one holds stays in front.
 */
const byWish = (kind: Pair['kind'], seats: ReturnType<typeof seat>): readonly [0 | 1, 0 | 1] => {
  const wishes = ([0, 1] as const).map((index) => {
    const turned = turnedTo(index === 0 ? 1 : -1, seats[index]);
    return kind === 'kiss' ? turned - 4 * mouthOf(seats[index]) : Number(Math.abs(turned) > profile);
  }) as [number, number];
  return wishes[0] >= wishes[1] ? [0, 1] : [1, 0];
};

/** Places two people so that the frame hides the edges of their photos. Throws `Failure` `head_cut` if it can't. */
const placeFor = (
  input: RenderInput,
  seats: ReturnType<typeof seat>,
  kind: Pair['kind'],
  photos: readonly Pixels[],
) => {
  const uppers = byWish(kind, seats);
  const ways = raises[kind].flatMap((steps) =>
    uppers.flatMap((upper) => steps.map((raise) => ({ upper, raise }))),
  );
  const placed = ways.map((raised) => ({ raised, placement: placePair(input, seats, raised) }));
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
  if (other === undefined && belong(one.seen))
    return openOwnPhoto(one.photo, one.seen, input, pair, makeRenderer);
  const seats = seat(one, other ?? { ...one, face: 1 });
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
  const contact = contactOf(standing, pair.kind, raised);
  const [{ person: left }, { person: right }] = standing;
  const tint = evenLight(left, right);
  if (tint !== null) tintWith(backdrop, tint);
  // Close both people's eyes or neither's: one who watches with open eyes doesn't look like part of a couple.
  const blinks = standing.every(({ person }) => person.face.motions.blink === true);
  const ways = waysOf(input, placement, standing, contact, pair.strength);
  const enter = (index: 0 | 1) =>
    actor(standing[index], contact.stances[index], ways[index], input, pair, index, blinks, makeRenderer);
  const [behind, before] = contact.front === 1 ? [enter(0), enter(1)] : [enter(1), enter(0)];
  const page = Buffer.concat([backdrop.luma, backdrop.blue, backdrop.red]);
  const slots = Array.from({ length: ringLength }, () => new Uint8Array(page.length));
  const camera = createCamera(input, { x: 0, y: 0 });
  const end = Math.max(1, input.recipe.loop ? input.frames : input.frames - 1);
  const bloom = createBloom(input);
  const spots = placesOf(input)(() => {});
  const leans = pair.kind === 'kiss' && raised.raise < templeRaise;
  return {
    ...(leans && { notices: [{ kind: 'pair', asked: pair.kind, used: 'lean' }] }),
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
