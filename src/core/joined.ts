import { Failure } from './failure.ts';
import { type PostStep, writtenIn } from './post-steps.ts';

export const joinStyles = ['fade', 'cut', 'beat'] as const;
/** How clips follow each other: with a crossfade, a cut, or a cut on the beat of the sound. */
export type JoinStyle = (typeof joinStyles)[number];

/** What a part was made with, as far as rules about words and effects need it. */
export type JoinedPart = {
  readonly effect: string;
  readonly prompt: string;
  readonly post: readonly PostStep[];
};

/** The clips that a clip is joined from, in order, and the jobs that made them. */
export type Joined = {
  readonly clips: readonly string[];
  readonly jobs: readonly string[];
  readonly style: JoinStyle;
  /** What the clips were made with. Kept here because they may be deleted later. */
  readonly parts: readonly JoinedPart[];
};

type WithParts = JoinedPart & {
  readonly joined?: Joined | undefined;
  readonly after: { readonly parts?: readonly JoinedPart[] } | null;
};

/** An order, and those of the clips that it joins or continues. All of them keep to the rules of where it is shown. */
export const withParts = (order: WithParts): readonly JoinedPart[] => [
  order,
  ...(order.joined?.parts ?? []),
  ...(order.after?.parts ?? []),
];

/** What is kept of the orders of clips that are joined. */
export const partsKept = (orders: readonly Parameters<typeof withParts>[0][]): readonly JoinedPart[] =>
  orders.flatMap(withParts).map(({ effect, prompt, post }) => ({
    ...{ effect, prompt },
    post: post.filter((step) => writtenIn(step) !== null),
  }));

/** The number of clips that can be joined. */
export const joinable = { minimum: 2, maximum: 10 } as const;

/** Maximum length of a joined clip, in seconds. */
const longestSeconds = 120;

/** Throws `Failure` `join_count` or `join_too_long`. */
export const requireJoinable = (lengths: readonly number[]): void => {
  const { minimum, maximum } = joinable;
  if (lengths.length < minimum || lengths.length > maximum)
    throw new Failure('join_count', { given: lengths.length, minimum, maximum });
  const seconds = Math.ceil(lengths.reduce((sum, one) => sum + one, 0));
  if (seconds > longestSeconds) throw new Failure('join_too_long', { seconds, limit: longestSeconds });
};
