import type { FailureRecord } from './failure.ts';
import type { Fence } from './fence.ts';
import type { Json } from './json.ts';
import type { FrameRate, Ratio, Resolution } from './order.ts';
import type { Shot } from './shot.ts';

/** Stands for the operator's own servers among those who receive a photo. */
export const operatorServer = 'operator';

/** The capabilities of a model, as data. Options and cards are derived from it. */
export type Model = {
  readonly name: string;
  readonly seconds: { readonly minimum: number; readonly maximum: number };
  readonly ratios: readonly Ratio[];
  readonly resolutions: readonly Resolution[];
  readonly frameRates: readonly FrameRate[];
  /** True if it renders a loop without a seam. */
  readonly loops?: true;
  /** False if the same seed doesn't give the same clip. */
  readonly repeatable: boolean;
  readonly licence: string;
  /** True if its licence plainly allows commercial use. Otherwise its terms have to be read. */
  readonly commercial?: boolean;
  /** True if it renders on this machine and takes a slot of this process, regardless of who else may receive the photo. */
  readonly local?: true;
  /** Who receives the photo, by name or `operator`. Null if it never leaves this machine. */
  readonly dataGoesTo: readonly string[] | null;
  /** How the result is labelled. */
  readonly mark: 'animated-locally' | 'ai-generated';
  /** Minimum price in US dollars. Omitted if it is free. */
  readonly price?: { readonly usd: number; readonly per: 'second' | 'clip' };
  /** How many photos it can start from and end with. Omitted if any number works. */
  readonly photos?: 1 | 2;
  /** True if it can be told what to leave out. */
  readonly negative?: true;
  /** How many photos besides the first it can be shown as references. Omitted if none. */
  readonly references?: number;
  /** True if it renders cheap drafts. */
  readonly draft?: boolean;
  /** The model that renders a better clip from the same recipe. */
  readonly refine?: string | null;
};

/** Every kind of warning: whether it is `plain`, or quotes what the person wrote. */
export const sayingIn = {
  ratio: 'plain',
  motion: 'plain',
  seconds: 'plain',
  resolution: 'plain',
  camera: 'plain',
  seed: 'plain',
  // Only in older rows.
  prompt: 'quote',
  words: 'quote',
  depth: 'plain',
  mask: 'plain',
  negative: 'plain',
  references: 'plain',
  engine: 'plain',
  kept: 'plain',
  join: 'plain',
  beat: 'plain',
  post: 'plain',
  sound: 'plain',
  bounce: 'plain',
  turn: 'plain',
  face: 'plain',
  pair: 'plain',
  still: 'plain',
} as const satisfies Readonly<Record<string, 'plain' | 'quote'>>;

type WarningKind = keyof typeof sayingIn;

/**
 * A note on the card. Usually a setting the model couldn't honour (`asked`) and what was used instead (`used`).
 * `words`: the wishes it left out, each in quotes. `motion`: how far the picture moves, if that is a lot. `engine`:
 * which engine rendered instead of which. `kept`: which model goes first because people keep more of its clips. `join`: the clip to extend was gone. `sound`: there is none to speak to.
 * `bounce`: nobody who could dance was found, so the `subject` or the whole `picture` bounces. `face`: no face can move
 * as requested, and why the largest one can't, or `none` if there is no face. `still`: nothing that flows was found.
 * `pair`: two people only lean together. `mask`: the model can't use one.
 * `negative`: the model can't be told what to leave out. `references`: it uses that many of them, or `all`, and then the first photo is one of them.
 */
export type Warning = {
  readonly kind: WarningKind;
  readonly asked: string;
  readonly used: string;
};

/** The exact request for a model. */
export type Plan = {
  readonly engine: string;
  readonly model: string;
  readonly input: Json;
  readonly warnings: readonly Warning[];
  /** Credits the take costs if it succeeds. */
  readonly credits: number;
  /** Who else receives the photo, besides the model's own recipients. */
  readonly alsoSeenBy?: string;
  /** The model that would have gone first if people didn't keep more of this one's clips. */
  readonly keptOver?: string;
  /** Units of work, comparable between runs of the same model. Past runs convert them to seconds. */
  readonly work: number;
  /** Estimated duration of the take in seconds, used until a run has been measured. */
  readonly seconds: number;
};

/** An option for rendering a job: an engine's model and its price per take. */
export type Candidate = Pick<Plan, 'engine' | 'model' | 'credits' | 'alsoSeenBy' | 'keptOver'> & {
  /** The only take it can render. Missing if it can render all of its job. */
  readonly take?: number;
};

/** The candidates of one take, best first. */
export const candidatesOf = (candidates: readonly Candidate[], number: number): Candidate[] =>
  candidates.filter(({ take }) => take === undefined || take === number);

/** A plan as stored for an attempt. */
export type StoredPlan = Plan & { readonly effectVersion: number };

/** How an engine finds a started take again, as JSON. Saved before anything waits for it. */
export type Operation = { readonly id: string; readonly [key: string]: Json };

export type Checked =
  | {
      readonly state: 'running';
      readonly fraction: number | null;
      /** A frame of what is being made, as JPEG, once it shows something. */
      readonly preview?: Uint8Array;
      /** A newer operation. Save it and use it from now on. */
      readonly operation?: Operation;
    }
  | { readonly state: 'ready' }
  | { readonly state: 'failed'; readonly failure: FailureRecord };

export type StartContext = {
  /** Unguessable and unique to this attempt. Whatever is started must be findable by it. */
  readonly idempotencyKey: string;
  /** Paths of the re-encoded photos. */
  readonly photos: readonly string[];
  /** Paths of the reference photos. */
  readonly references?: readonly string[];
  readonly signal: AbortSignal;
  /** Checked right before a call that costs money. */
  readonly fence: Fence;
};

export type CollectContext = {
  readonly photos: readonly string[];
  /** Path of a depth map supplied by the owner: greyscale PNG, near is bright. */
  readonly depth?: string | undefined;
  /** Path of a mask supplied by the owner: greyscale PNG, the marked part is bright. */
  readonly mask?: string | undefined;
  /** The sound to add to the clip, re-encoded by us, and the second of it at which the clip begins. */
  readonly sound?: { readonly path: string; readonly start: number } | undefined;
  /** Where to write the finished MP4. Nothing may appear there before the file is complete. */
  readonly output: string;
  readonly signal: AbortSignal;
  onProgress(fraction: number): void;
  /** Receives a frame as JPEG, once, if rendering takes long. */
  onPreview?(jpeg: Uint8Array): void;
  /** Receives warnings that are only known after the photo has been analysed. */
  onNotice?(notice: Warning): void;
};

/**
 * Renders clips. Every call may be repeated after a crash. Only `start` may cost money, or a `check` if a newer
 * operation, saved beforehand, says so.
 */
export interface Engine {
  readonly name: string;
  /** Takes of one job that it renders in parallel. */
  readonly parallel: number;
  /** Jobs worth submitting at once, if it works on few and the rest would only wait there. */
  readonly jobs?: number;
  models(): readonly Model[];
  /** Why it accepts no new work at the moment (`auth`, `billing`, `unavailable` …), or null if it does. */
  down(): FailureRecord | null;
  /**
   * Pure: the exact input for a shot, with warnings, cost and estimate. Throws `Failure` `invalid_input` or
   * `too_much_motion`.
   */
  plan(shot: Shot, model: string | null): Plan;
  start(plan: Plan, context: StartContext): Promise<Operation>;
  /**
   * Looks up what a `start` of the plan began `age` seconds ago if its answer was lost. Null means that certainly
   * nothing was started and no call is in flight. Throws `Failure` `unknown_outcome` while it can't tell. The
   * local engine always returns null.
   */
  find(idempotencyKey: string, age: number, plan: Plan): Promise<Operation | null>;
  /** `fence` is checked right before a call that costs money. */
  check(operation: Operation, fence: Fence): Promise<Checked>;
  /** Resolves on an update of the operation, or after `milliseconds` at the latest. Rejects when `signal` aborts. */
  waitForUpdate(operation: Operation, milliseconds: number, signal: AbortSignal): Promise<void>;
  cancel(operation: Operation): Promise<void>;
  collect(operation: Operation, context: CollectContext): Promise<void>;
  /** Removes what a take left at the engine, on a best-effort basis. Called once its clip is stored. */
  tidy?(operation: Operation): Promise<void>;
}
