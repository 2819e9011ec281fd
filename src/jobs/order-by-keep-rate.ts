import { cached } from '../core/cached.ts';
import type { PlannedTake } from '../core/engine.ts';
import { isKeptMoreOften, type Opinions } from '../core/keep-rate.ts';
import type { Database } from '../store/open-store.ts';
import { readOpinions } from '../store/opinions.ts';

const opinionMilliseconds = 5 * 60_000;

/** Reads what people think of clips, at most every five minutes. */
export const openOpinions = (database: Database): (() => Promise<readonly Opinions[]>) =>
  cached(() => readOpinions(database), opinionMilliseconds, opinionMilliseconds);

/**
 * Moves a model before its neighbour, once, if people keep clearly more of its clips with this effect and it isn't
 * dearer. Engines in `here` keep their places.
 */
export const orderByKeepRate = (
  plans: readonly PlannedTake[],
  opinions: readonly Opinions[],
  effect: string,
  here: readonly string[],
): PlannedTake[] => {
  const ordered = [...plans];
  for (let index = 1; index < ordered.length; index++) {
    const [before, plan] = [ordered[index - 1], ordered[index]];
    if (before === undefined || plan === undefined) break;
    if (here.includes(before.engine) || here.includes(plan.engine) || plan.credits > before.credits) continue;
    if (!isKeptMoreOften(opinions, effect, plan.model, before.model)) continue;
    ordered.splice(index - 1, 2, { ...plan, keptOver: before.model }, before);
    index++;
  }
  return ordered;
};
