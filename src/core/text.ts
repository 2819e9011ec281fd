import type { Clip } from './clip.ts';
import type { Consent } from './consent.ts';
import type { Facts, FailureKind, FailureRecord } from './failure.ts';
import type { Outcome } from './job.ts';
import type { Rules } from './rules.ts';
import type { TakedownReason } from './takedown-reasons.ts';
import type { Visibility } from './visibility.ts';

/** Every sentence a reply can say, with the values it names. Each language must hold them all. */
export type Sentences = {
  /** `credits`: the most it will cost; `left`: what remains when it costs that. Both only where something is paid. */
  accepted: { effect: string; seed: number; takes: number; credits?: number; left?: number };
  /** Asked before anything is made. */
  consent_asked: { question: Consent; credits: number };
  /** `draft`: what a cheap look first would cost. */
  price_asked: { credits: number; left: number; draft: number | null };
  not_started: Record<never, never>;
  already_accepted: { effect: string };
  finished: { effect: string; takes: number; credits: number; left?: number };
  /** `credits`: what it would have cost at most. */
  failed: { failure: FailureKind; facts: Facts; credits: number };
  cancelled: { wasRunning: number; credits: number };
  cancel_too_late: { outcome: Outcome | '' };
  /** Answers that could not be brought to their owner when they were ready. */
  waited: { clips: number; failures: readonly (FailureRecord & { readonly credits: number })[] };
  clips: { count: number };
  no_clips: Record<never, never>;
  clip: { effect: string };
  shared: { visibility: Visibility };
  deleted: { clips: number };
  delete_asked: { clips: number };
  not_deleted: { clips: number };
  /** `seers`: who may have seen photos; `days`: how long limits are remembered without a name. */
  forget_asked: { clips: number; jobs: number; surface: string; seers: readonly string[]; days: number };
  /** `done`: nothing of theirs is under way any more; `stays`: messages that could not be deleted. */
  forgotten: { done: boolean; clips: number; stays: number };
  blocked: { who: string; everywhere: boolean };
  unblocked: { who: string; everywhere: boolean };
  blocked_list: { names: readonly string[] };
  privacy: {
    photoDays: number;
    /** Days until clips made here are deleted; null keeps them. */
    clipDays: number | null;
    /** Who may get to see a photo, by name or `operator`. */
    seers: readonly string[];
    /** Whether faces are looked for. */
    faces: boolean;
    /** How the operator is reached; null where they have not said. */
    contact: string | null;
    codeDays: number;
    surface: string;
  };
  export: { clips: number; link: string | null };
  recipe: { clip: Pick<Clip, 'id' | 'recipe'> };
  rated: { liked: boolean };
  effects: { count: number };
  models: { count: number };
  queue: { count: number };
  queue_empty: Record<never, never>;
  credits: {
    left: number;
    daily: number;
    refill: string;
    pool: { readonly left: number; readonly daily: number } | null;
    /** What the asker's roles allow in this community. */
    role: { readonly left: number; readonly daily: number } | null;
    costs: readonly { readonly effect: string; readonly held: number; readonly spent: number }[];
  };
  granted: { owner: string; credits: number; left: number };
  /** Amounts in US cents; a budget that is null is none. */
  spending: {
    on: boolean;
    /** False where the configuration keeps it off, whatever the switch says. */
    allowed: boolean;
    day: number;
    month: number;
    budgetDaily: number | null;
    budgetMonthly: number | null;
  };
  /** What is paused now: names of engines, or `everything`. */
  paused: { names: readonly string[] };
  retried: { job: string; owner: string; repeated: boolean };
  refunded: { owner: string; credits: number; left: number };
  dismissed: { reports: number };
  /** `told`: its owner has been told why. */
  took_down: { effect: string; clips: number; told: boolean };
  taken_down: { effect: string; reason: TakedownReason };
  settings: { readonly rules: Rules };
  help: Record<never, never>;
};

/** A sentence chosen, not yet in any language. */
export type Text = {
  [Key in keyof Sentences]: { readonly key: Key; readonly values: Sentences[Key] };
}[keyof Sentences];
