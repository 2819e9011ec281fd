import { Failure } from './failure.ts';

export const joinStyles = ['fade', 'cut', 'beat'] as const;
/** How clips follow each other: with a crossfade, a cut, or a cut on the beat of the sound. */
export type JoinStyle = (typeof joinStyles)[number];

/** The clips that a clip is joined from, in order, and the jobs that made them. */
export type Joined = {
  readonly clips: readonly string[];
  readonly jobs: readonly string[];
  readonly style: JoinStyle;
};

/** The number of clips that can be joined. */
export const joinable = { minimum: 2, maximum: 10 } as const;

/** Maximum length of a joined clip, in seconds. */
const longestSeconds = 120;

/** Throws `Failure` `join_count` or `join_too_long`. */
export const wantJoinable = (lengths: readonly number[]): void => {
  const { minimum, maximum } = joinable;
  if (lengths.length < minimum || lengths.length > maximum)
    throw new Failure('join_count', { given: lengths.length, minimum, maximum });
  const seconds = Math.ceil(lengths.reduce((sum, one) => sum + one, 0));
  if (seconds > longestSeconds) throw new Failure('join_too_long', { seconds, limit: longestSeconds });
};
