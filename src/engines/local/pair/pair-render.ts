import { Failure } from '../../../core/failure.ts';
import type { Pair } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { createCamera } from '../camera.ts';
import { type FrameRendererMaker, ringLength } from '../frame-renderer.ts';
import { type FrameSource, placesOf } from '../frame-source.ts';
import type { RenderInput } from '../render-input.ts';
import { createBloom } from '../weather/bloom.ts';
import { actor, waysOf } from './actor.ts';
import { evenLight, tintWith } from './even-light.ts';
import { figureOf } from './figure.ts';
import { cutPerson, type Person } from './person.ts';
import { type Chosen, placePair, seat } from './places.ts';
import { backdropOf, freedom } from './soft-backdrop.ts';
import { momentAt } from './timing.ts';
import { contactOf, touchFor } from './touch.ts';

/** Texture pixels per frame pixel. */
const density = 1.5;

/** Who is shown: the largest face of each of two photos, or the two largest of one. Throws Failure `faces_missing` or `face_missing`. */
const choose = (paths: readonly string[], seen: readonly PhotoAnalysis[]): readonly [Chosen, Chosen] => {
  const [path = '', second] = paths;
  const [first, other] = seen;
  if (first === undefined) throw new Failure('photo_missing');
  if (second === undefined || other === undefined) {
    const found = first.faces.length;
    if (found < 2) throw new Failure('faces_missing', { found, needed: 2 });
    return [
      { path, seen: first, face: 0 },
      { path, seen: first, face: 1 },
    ];
  }
  const lonely = [first, other].findIndex(({ faces }) => faces.length === 0);
  if (lonely >= 0) throw new Failure('face_missing', { photo: lonely + 1 });
  return [
    { path, seen: first, face: 0 },
    { path: second, seen: other, face: 0 },
  ];
};

const turnedTo = (side: 1 | -1, { seen, face, mirrored }: ReturnType<typeof seat>[number]): number =>
  side * (mirrored ? -1 : 1) * (seen.faces[face]?.pose.yaw ?? 0);

/**
 * Two people cut out from two photos, or one, come together over one soft background until they touch. Throws Failure
 * `photo_damaged`, `faces_missing` or `subject_missing`.
 */
export const openPair = async (
  paths: readonly string[],
  input: RenderInput,
  pair: Pair,
  see: (path: string) => Promise<PhotoAnalysis>,
  makeEasel: FrameRendererMaker,
): Promise<FrameSource> => {
  const seen = await Promise.all(paths.slice(0, 2).map(see));
  const seats = seat(...choose(paths, seen));
  const wished = touchFor(pair.kind, turnedTo(1, seats[0]), turnedTo(-1, seats[1]));
  const fits = placePair(input, seats, wished);
  // A kiss needs more room than photos that end at the neck leave: there heads lean together.
  const touch = fits.hidden ? wished : 'hug';
  const placement = fits.hidden ? fits : placePair(input, seats, touch);
  const free = freedom(seats[0].seen) >= freedom(seats[1].seen) ? seats[0] : seats[1];
  const [backdrop, ...cut] = await Promise.all([
    backdropOf(free.path, free.seen, input, pair.warmth),
    ...placement.people.map((person) => cutPerson(person, density)),
  ]);
  const [left, right] = cut as readonly (Person | null)[];
  if (!left || !right) throw new Failure('subject_missing');
  const tint = evenLight(left, right);
  if (tint !== null) tintWith(backdrop, tint);
  const standing = [
    { person: left, figure: figureOf(left) },
    { person: right, figure: figureOf(right) },
  ] as const;
  const contact = contactOf(standing, touch);
  const ways = waysOf(input, placement, standing, contact, pair.strength);
  const actors = ([0, 1] as const).map((index) =>
    actor(standing[index], contact.stances[index], ways[index], input, pair, index, makeEasel),
  );
  const order = contact.front === 1 ? actors : actors.toReversed();
  const page = Buffer.concat([backdrop.luma, backdrop.blue, backdrop.red]);
  const slots = Array.from({ length: ringLength }, () => new Uint8Array(page.length));
  const camera = createCamera(input, { x: 0, y: 0 });
  const end = Math.max(1, input.recipe.loop ? input.frames : input.frames - 1);
  const bloom = createBloom(input);
  const spots = placesOf(input)(() => {});
  return {
    places: (frame) => {
      const { near, press } = momentAt(frame / end, input.recipe.loop);
      const shifts = ways.map(({ x }) => (x(near, press) - x(0, 0)) / input.width);
      return spots.map(({ x, y }) => ({ x: x - ((x < 0 ? shifts[0] : shifts[1]) ?? 0), y }));
    },
    draw: (frame) => {
      const picture = slots[frame % ringLength] ?? page;
      picture.set(page);
      const t = frame / end;
      const pose = camera(t);
      for (const { draw } of order) draw(picture, t, pose);
      bloom(picture, (0.1 + 0.12 * momentAt(t, input.recipe.loop).near) * pair.warmth);
      return picture;
    },
  };
};
