import type { Clip } from './clip.ts';
import { Failure, type FailureKind } from './failure.ts';
import { sideBySideIn } from './variants.ts';

/** Commands that use a clip's order for something new. `animate` does with `like`. */
const remaking: ReadonlySet<string> = new Set([
  ...['animate', 'reroll', 'remix', 'edit', 'extend', 'refine', 'motion', 'preset'],
]);

/** Why a command can't be used on a clip that shows others side by side or joined; null if it can. */
export const notRemade = (command: string, clip: Pick<Clip, 'recipe'>): FailureKind | null => {
  if (!remaking.has(command)) return null;
  if (sideBySideIn(clip) !== null) return 'side_by_side';
  // Of a joined clip only the finishing can be changed, since nothing was rendered for it.
  return clip.recipe.order.joined !== undefined && command !== 'edit' ? 'not_rerendered' : null;
};

/** Throws `Failure` `side_by_side` or `not_rerendered`. */
export const wantRemade = (command: string, clip: Pick<Clip, 'recipe'>): void => {
  const kind = notRemade(command, clip);
  if (kind !== null) throw new Failure(kind);
};
