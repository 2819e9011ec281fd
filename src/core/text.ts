import type { Fix } from './advice.ts';
import type { Clip } from './clip.ts';
import type { Consent } from './consent.ts';
import type { Facts, FailureKind, FailureRecord } from './failure.ts';
import type { Format } from './formats.ts';
import type { Outcome } from './job.ts';
import type { Visibility } from './permission.ts';
import type { PersonalDefaults } from './personal-defaults.ts';
import type { NamedPreset } from './preset.ts';
import type { HiddenClip, ReportedClip, TakedownReason } from './reported-clip.ts';
import type { Rules } from './rules.ts';
import type { Compared } from './variants.ts';

/** Every message a reply can have, with its values. Each language must contain them all. */
export type Sentences = {
  /** `credits`: the maximum cost; `left`: the balance if it costs that. Both only if it isn't free. */
  accepted: {
    effect: string;
    seed: number;
    takes: number;
    variants?: boolean;
    /** They have different effects. */
    effects?: boolean;
    credits?: number;
    left?: number;
  };
  /** Asked before anything is rendered. */
  ask_consent: { question: Consent; credits: number };
  /** `draft`: the cost of rendering a draft first. */
  ask_price: { credits: number; left: number; draft: number | null };
  /** What would make a poor photo better, and what one answer agrees to as well. Asked before anything is rendered. */
  ask_photo: { fixes: readonly Fix[]; question?: Consent; price?: Sentences['ask_price'] };
  not_started: Record<never, never>;
  already_accepted: { effect: string };
  /** `variants`: the clips differ in more than their seed, so they aren't ranked. */
  finished: {
    effect: string;
    takes: number;
    variants?: boolean;
    effects?: boolean;
    credits: number;
    left?: number;
  };
  /** `credits`: the maximum it would have cost. */
  failed: { failure: FailureKind; facts: Facts; credits: number };
  cancelled: { wasRunning: number; credits: number };
  cancel_too_late: { outcome: Outcome | '' };
  /** Replies that couldn't be delivered when they were ready. */
  waited: { clips: number; failures: readonly (FailureRecord & { readonly credits: number })[] };
  /** `results`: the votes for each clip that is compared. */
  voted: { chosen: Compared; results: readonly (Compared & { readonly votes: number })[] };
  clips: { count: number };
  no_clips: Record<never, never>;
  /** None with that effect. */
  no_such_clips: { effect: string };
  /** None with those words in the prompt. */
  no_clips_found: { words: string };
  clip: { effect: string };
  ask_save: Record<never, never>;
  ask_join: { max: number };
  saved: { format: Format };
  /** Who may see a clip now. `stays`: messages that show it and couldn't be deleted. */
  shared: {
    visibility: Visibility;
    link: { readonly url: string; readonly until: string } | null;
    stays: number;
  };
  /** Asked before a clip is published. `community`: the server or group it was made in is named. */
  ask_publish: { community: boolean };
  ask_report: Record<never, never>;
  /** `moderated`: the moderators of its community see the report too. */
  reported: { moderated: boolean };
  hidden: { hidden: boolean; stays: number };
  /** Told to the owner. `others`: how many more of their clips contain it. */
  hidden_by_moderators: { effect: string; others: number };
  shown_again: { effect: string };
  reports: { readonly list: readonly ReportedClip[]; readonly hidden: readonly HiddenClip[] };
  /** Says in a channel that reports will be posted there. */
  reports_here: Record<never, never>;
  report_posted: { effect: string; kind: TakedownReason };
  report_dismissed: Record<never, never>;
  /** `stays`: messages that couldn't be deleted. `shown`: those that show other clips too. */
  deleted: { clips: number; stays: number; shown: number };
  ask_delete: { clips: number };
  not_deleted: { clips: number };
  /** `seers`: who may have received photos; `days`: how long limits are remembered without a name. */
  ask_forget: {
    clips: number;
    jobs: number;
    presets: number;
    surface: string;
    seers: readonly string[];
    days: number;
  };
  /** `done`: nothing of theirs is in progress any more; `stays`: messages that couldn't be deleted. */
  forgotten: { done: boolean; clips: number; stays: number; surface: string };
  blocked: { who: string; everywhere: boolean };
  unblocked: { who: string; everywhere: boolean };
  /** `called`: names of people, by ID, where the surface knows them. */
  blocked_list: { people: readonly string[]; called?: Readonly<Record<string, string>> };
  privacy: {
    photoDays: number;
    /** Days until clips made here are deleted; null keeps them. */
    clipDays: number | null;
    /** Who may receive a photo, by name or `operator`. */
    seers: readonly string[];
    /** Whether faces are detected. */
    faces: boolean;
    /** How to contact the operator. Null if they haven't said. */
    contact: string | null;
    codeDays: number;
    surface: string;
  };
  export: { clips: number; link: string | null };
  ask_export: Record<never, never>;
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
    /** What the person's roles allow in this community. */
    role: { readonly left: number; readonly daily: number } | null;
    /** Nothing costs credits here. */
    free: boolean;
    costs: readonly { readonly effect: string; readonly held: number; readonly spent: number }[];
  };
  granted: { owner: string; credits: number; left: number };
  /** Amounts in US cents. A null budget means there is none. */
  spending: {
    on: boolean;
    /** False if the configuration keeps it off, regardless of the switch. */
    allowed: boolean;
    day: number;
    month: number;
    budgetDaily: number | null;
    budgetMonthly: number | null;
  };
  /** What is paused now: engine names, or `everything`. */
  paused: { names: readonly string[] };
  retried: { job: string; owner: string; repeated: boolean };
  refunded: { owner: string; credits: number; left: number };
  dismissed: { reports: number };
  backed_up: { rows: number; files: number; bytes: number };
  /** `notified`: its owner has been notified of the reason. */
  took_down: { effect: string; clips: number; notified: boolean; stays: number };
  /** `contact`: where the owner can object. Null if the operator hasn't said. */
  taken_down: { effect: string; reason: TakedownReason; contact: string | null };
  /** `daily`: the credits of a person and of a community where its rules don't say; null: no limit. */
  settings: {
    readonly rules: Rules;
    readonly daily: { readonly member: number; readonly community: number | null };
  };
  defaults: { readonly set: PersonalDefaults };
  presets: { readonly own: readonly NamedPreset[]; readonly shared: readonly NamedPreset[] };
  no_presets: Record<never, never>;
  preset: { readonly preset: NamedPreset; readonly shared: boolean };
  /** `prompt`: it holds the prompt too. */
  preset_saved: { name: string; prompt: boolean };
  preset_shared: { name: string };
  preset_deleted: { name: string; shared: boolean };
  preset_exported: { name: string };
  help: Record<never, never>;
};

/** A message and its values, not yet in any language. */
export type Text = {
  [Key in keyof Sentences]: { readonly key: Key; readonly values: Sentences[Key] };
}[keyof Sentences];
