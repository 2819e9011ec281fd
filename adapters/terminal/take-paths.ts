import type { Clip } from '../../src/core/clip.ts';
import { sideBySideIn } from '../../src/core/variants.ts';

type Made = Pick<Clip, 'recipe'>;

const beforeEnding = (out: string, added: string): string =>
  out.replace(/(\.[^./\\]*)?$/, (ending) => `-${added}${ending}`);

const inName = (text: string): string => text.replaceAll(':', 'x').replaceAll(/[^\w.]+/g, '-');

/** What each take differs in from the others; null if that doesn't tell them apart. */
const differences = (takes: readonly Made[], compared: boolean): readonly string[] | null => {
  const named = (read: (recipe: Clip['recipe']) => string) => takes.map(({ recipe }) => inName(read(recipe)));
  const facts = [
    named(({ order }) => order.effect),
    named(({ model }) => model),
    named(({ order }) => order.ratio),
  ].filter((values) => new Set(values).size > 1);
  const together = takes.map((_, index) => facts.map((values) => values[index]).join('-'));
  const seeds = compared ? [named(({ order }) => `seed${order.seed}`)] : [];
  return [...facts, together, ...seeds].find((names) => new Set(names).size === takes.length) ?? null;
};

/**
 * The output file of each clip of a job. A single one or a comparison is `out`; takes beside it are named by what
 * differs, or else numbered, the first of them being `out` too if it is the best.
 */
export const takePaths = (out: string, clips: readonly Made[]): readonly string[] => {
  const takes = clips.filter((clip) => sideBySideIn(clip) === null);
  const names = takes.length < 2 ? null : differences(takes, takes.length < clips.length);
  return clips.map((clip, index) => {
    const name = names?.[takes.indexOf(clip)];
    if (name !== undefined) return beforeEnding(out, name);
    return index === 0 ? out : beforeEnding(out, `take${index + 1}`);
  });
};
