import { Failure } from './failure.ts';

/** The clip that another goes on from and is joined to, by its id, whose it is, and its length. */
export type After = { readonly clip: string; readonly owner: string; readonly seconds: number };

/** Seconds that one clip takes to fade into the next. */
export const joinSeconds = 0.5;

/** The longest clip that joining makes, in seconds. */
const longestSeconds = 60;

/** The second of the joined clip at which the new part begins. */
export const beginsAt = ({ seconds }: After): number => seconds - joinSeconds;

/** Throws Failure `too_long` where a part of so many seconds would make too long a clip. */
export const wantLength = (part: { readonly after: After | null; readonly seconds: number }): void => {
  if (part.after === null) return;
  const seconds = Math.ceil(beginsAt(part.after) + part.seconds);
  if (seconds > longestSeconds) throw new Failure('too_long', { seconds, limit: longestSeconds });
};
