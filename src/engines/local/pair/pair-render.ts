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
import { evenLight, tintWith } from './even-light.ts';
import { figureOf } from './figure.ts';
import { openOwnPhoto } from './own-photo.ts';
import { cutPerson } from './person.ts';
import { type Chosen, type Placement, placePair, seat, type Touch } from './places.ts';
import { sharedBackdrop } from './soft-backdrop.ts';

import { momentAt } from './timing.ts';
import { contactOf, touchFor } from './touch.ts';

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

/** Cuts out both people at the size their touch needs. Throws `Failure` `photo_damaged` or `subject_missing`. */
const standAs = async (placement: Placement, touch: Touch) => {
  const [left, right] = await Promise.all(placement.people.map((person) => cutPerson(person, density)));
  if (!left || !right) throw new Failure('subject_missing');
  const standing = [
    { person: left, figure: figureOf(left) },
    { person: right, figure: figureOf(right) },
  ] as const;
  return { placement, standing, contact: contactOf(standing, touch), touch };
};

/**
 * Uses the wished touch if possible, else head to head: a kiss needs more of a person than a photo that ends at the
 * neck. Throws `Failure` `head_cut` when a photo's edge would show, `photo_damaged` or `subject_missing`.
 */
const stageFor = async (
  input: RenderInput,
  seats: ReturnType<typeof seat>,
  wished: Touch,
  kind: Pair['kind'],
  photos: readonly Pixels[],
) => {
  const placed = placePair(input, seats, wished);
  if (placed.hidden) {
    const stage = await standAs(placed, wished);
    if (stage.contact !== null) return { ...stage, contact: stage.contact };
  }
  const touch = kind === 'hug' ? 'hug' : 'lean';
  const placement = placePair(input, seats, touch);
  if (!placement.hidden)
    throw new Failure('head_cut', { photo: 1 + photos.indexOf(seats[placement.tighter].photo) });
  const stage = await standAs(placement, touch);
  if (stage.contact === null) throw new Failure('subject_missing');
  return { ...stage, contact: stage.contact };
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
  makeEasel: FrameRendererMaker,
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
  if (other === undefined) return openOwnPhoto(one.photo, one.seen, input, pair, makeEasel);
  const seats = seat(one, other);
  const wished = touchFor(pair.kind, turnedTo(1, seats[0]), turnedTo(-1, seats[1]));
  const [backdrop, stage] = await Promise.all([
    sharedBackdrop(seats, input, pair.warmth),
    stageFor(
      input,
      seats,
      wished,
      pair.kind,
      people.map(({ photo }) => photo),
    ),
  ]);
  const { placement, standing, contact, touch } = stage;
  const [{ person: left }, { person: right }] = standing;
  const tint = evenLight(left, right);
  if (tint !== null) tintWith(backdrop, tint);
  // Close both people's eyes or neither's: one who watches with open eyes doesn't look like part of a couple.
  const blinks = standing.every(({ person }) => person.face.motions.blink === true);
  const ways = waysOf(input, placement, standing, contact, pair.strength);
  const actors = ([0, 1] as const).map((index) =>
    actor(standing[index], contact.stances[index], ways[index], input, pair, index, blinks, makeEasel),
  );
  const order = contact.front === 1 ? actors : actors.toReversed();
  const page = Buffer.concat([backdrop.luma, backdrop.blue, backdrop.red]);
  const slots = Array.from({ length: ringLength }, () => new Uint8Array(page.length));
  const camera = createCamera(input, { x: 0, y: 0 });
  const end = Math.max(1, input.recipe.loop ? input.frames : input.frames - 1);
  const bloom = createBloom(input);
  const spots = placesOf(input)(() => {});
  return {
    notices: touch === 'lean' ? [{ kind: 'pair', asked: pair.kind, used: touch }] : [],
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
      for (const { draw } of order) draw(picture, t, pose);
      bloom(picture, (0.1 + 0.12 * momentAt(t, pair.kind, input.recipe.loop).near) * pair.warmth);
      return picture;
    },
  };
};
