import type { Clip } from './clip.ts';
import type { Facts, FailureKind } from './failure.ts';
import type { Outcome } from './job.ts';
import type { Visibility } from './visibility.ts';

/** Every sentence a reply can say, with the values it names. Each language must hold them all. */
export type Sentences = {
  accepted: { effect: string; seed: number; takes: number };
  already_accepted: { effect: string };
  finished: { effect: string; takes: number; credits: number };
  failed: { failure: FailureKind; facts: Facts };
  cancelled: { wasRunning: number };
  cancel_too_late: { outcome: Outcome | '' };
  clips: { count: number };
  no_clips: Record<never, never>;
  clip: { effect: string };
  shared: { visibility: Visibility };
  deleted: { clips: number };
  recipe: { clip: Pick<Clip, 'id' | 'recipe'> };
  rated: { liked: boolean };
  effects: { count: number };
  queue: { count: number };
  queue_empty: Record<never, never>;
  help: Record<never, never>;
};

/** A sentence chosen, not yet in any language. */
export type Text = {
  [Key in keyof Sentences]: { readonly key: Key; readonly values: Sentences[Key] };
}[keyof Sentences];
