import { Failure } from './failure.ts';
import type { JoinedPart } from './joined.ts';
import { type PostStep, speedOf } from './post-steps.ts';

/** The clip that another one extends and is joined to: its id, owner and length in seconds. */
export type After = {
  readonly clip: string;
  readonly owner: string;
  readonly seconds: number;
  /** Clips of other people that come before that one, if there are any. */
  readonly sources?: readonly string[];
  /** What it was made with, as far as rules about words need it. Missing in older orders. */
  readonly parts?: readonly JoinedPart[];
};

/** The clips of other people that an owner's clip continues, in however many steps. */
export const foreignSources = (owner: string, after: After | null): readonly string[] =>
  after === null ? [] : [...(after.owner === owner ? [] : [after.clip]), ...(after.sources ?? [])];

/** Length of the crossfade between two joined clips, in seconds. */
export const joinSeconds = 0.5;

/** Maximum length of a joined clip, in seconds. */
const longestSeconds = 60;

/** Time in the joined clip at which the new part begins, in seconds. */
export const beginsAt = ({ seconds }: After): number => seconds - joinSeconds;

/** Throws `Failure` `too_long` if adding this part would exceed the maximum length of a joined clip. */
export const requireLength = (part: {
  readonly after: After | null;
  readonly seconds: number;
  readonly post: readonly PostStep[];
}): void => {
  if (part.after === null) return;
  const seconds = Math.ceil(beginsAt(part.after) + part.seconds / speedOf(part.post));
  if (seconds > longestSeconds) throw new Failure('too_long', { seconds, limit: longestSeconds });
};
