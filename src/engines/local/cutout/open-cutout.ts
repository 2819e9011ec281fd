import { Failure } from '../../../core/failure.ts';
import type { Cutout } from '../../../core/shot.ts';
import type { PhotoAnalysis } from '../../../media/analysis/types.ts';
import { type DepthSource, guessed } from '../depth/source.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import type { FrameSource } from '../frame-source.ts';
import { freeOf } from '../motion-mask.ts';
import type { RenderInput } from '../render-input.ts';
import type { CutoutKind } from './bend.ts';
import { bobWhole } from './bob-whole.ts';
import { bounce } from './bounce.ts';
import { crush } from './crush-bend.ts';
import { openDance } from './dance-render.ts';
import { findThing } from './find-thing.ts';
import { inflate } from './inflate-bend.ts';
import { maskSubject } from './mask-subject.ts';
import { melt } from './melt-bend.ts';
import { openSubject } from './subject-render.ts';
import { turn } from './turn-bend.ts';
import { wholeBodies } from './whole-bodies.ts';

/** How much of a thing's outline may be doubtful if it leaves its place (`deep`), or else stays there. */
const alike = { deep: 0.35, still: 0.5 } as const;

/** A thing that is wider than this, in heights, looks bent instead of turned. */
const widestTurn = 1.7;

/** Whether all of the subject is there to turn. */
const turns = ({ width, subject }: PhotoAnalysis): boolean => {
  if (subject === null) return true;
  const [left, , wide, tall] = subject.box;
  return wide <= widestTurn * tall && left > 0.01 * width && left + wide < 0.99 * width;
};

/** How the subject moves, and whether (`deep`) it uncovers much of the background. */
const kinds: Record<
  Exclude<Cutout['kind'], 'dance'>,
  { readonly kind: CutoutKind; readonly deep: boolean }
> = {
  melt: { kind: melt, deep: true },
  crush: { kind: crush, deep: true },
  inflate: { kind: inflate, deep: false },
  turn: { kind: turn, deep: false },
};

/**
 * Cuts the subject out and moves it over the background. Throws `Failure` `photo_damaged`, and `subject_missing` if
 * nothing stands out. A dance uses the whole picture instead.
 */
export const openCutOut = async (
  path: string,
  input: RenderInput,
  { kind, strength }: Cutout,
  found: PhotoAnalysis,
  makeRenderer: FrameRendererMaker,
  source: DepthSource = guessed,
): Promise<FrameSource> => {
  const deep = kind !== 'dance' && kinds[kind].deep;
  const [whole, free] = await Promise.all([
    findThing(path, found, deep ? alike.deep : alike.still),
    freeOf(source, input, found),
  ]);
  const seen = wholeBodies(free === null ? whole : maskSubject(whole, free, input.masked ?? 'moves'));
  if (kind === 'turn' && !turns(seen)) throw new Failure('subject_missing');
  if (kind !== 'dance') return openSubject(path, input, seen, strength, kinds[kind].kind, deep, makeRenderer);
  const beat = input.recipe.beat ?? { tempo: 120, first: 0 };
  const bouncing = (source: FrameSource, used: 'subject' | 'picture'): FrameSource => ({
    ...source,
    notices: [{ kind: 'bounce', asked: '', used }],
  });
  if (seen.mask === null)
    return bouncing(await bobWhole(path, input, seen, beat, strength, makeRenderer), 'picture');
  const dancing =
    seen.people.length === 0 ? null : await openDance(path, input, seen, strength, makeRenderer);
  if (dancing !== null) return dancing;
  const moves = bounce(beat, input.recipe.loop, input.frames, input.fps);
  return bouncing(await openSubject(path, input, seen, strength, moves, false, makeRenderer), 'subject');
};
