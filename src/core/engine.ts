import type { FailureRecord } from './failure.ts';
import type { Fence } from './fence.ts';
import type { Json } from './json.ts';
import type { FrameRate, Ratio, Resolution } from './order.ts';
import type { Shot } from './shot.ts';

/** Stands among those who see a photo for the operator's own servers. */
export const operatorServer = 'operator';

/** What a model can do, as data: options and cards are derived from it. */
export type Model = {
  readonly name: string;
  readonly seconds: { readonly minimum: number; readonly maximum: number };
  readonly ratios: readonly Ratio[];
  readonly resolutions: readonly Resolution[];
  readonly frameRates: readonly FrameRate[];
  /** True where a clip that is to loop comes out without a seam. */
  readonly loops?: true;
  /** False where the same seed does not give the same clip. */
  readonly repeatable: boolean;
  readonly licence: string;
  /** True where it renders in this process and takes one of its places, whoever else may see the photo. */
  readonly local?: true;
  /** Who gets to see the photo, by name or `operator`; null when it never leaves this machine. */
  readonly dataGoesTo: readonly string[] | null;
  /** How the result is labelled. */
  readonly mark: 'animated-locally' | 'ai-generated';
  /** What it costs at least, in US dollars; left out where it is free. */
  readonly price?: { readonly usd: number; readonly per: 'second' | 'clip' };
  /** How many photos it can start from and end with; left out where any number will do. */
  readonly photos?: 1 | 2;
  /** True where it is a cheap look before the real thing. */
  readonly draft?: boolean;
  /** The model that makes the better clip of the same recipe. */
  readonly refine?: string | null;
};

/** How a model of a catalogue stands, for the operator. */
export type ModelState = {
  readonly name: string;
  readonly engine: string;
  /** US dollars a second or a clip, from its cheapest to its dearest; null where it is free. */
  readonly price: {
    readonly least: number;
    readonly most: number;
    readonly per: 'second' | 'clip';
    /** False while the operator has not confirmed it. */
    readonly confirmed: boolean;
  } | null;
  readonly repeatable: boolean;
  /** `unchecked`: offered once what it takes has been compared; `refused`: its entry is wrong. */
  readonly state: 'on' | 'off' | 'unchecked' | 'refused';
  /** Why it is off, in English. */
  readonly reason: string | null;
};

/** The models of all engines and how they stand. */
export type ModelStates = {
  list(): readonly ModelState[];
  /** Compares them with what their providers declare now. */
  check(signal: AbortSignal): Promise<void>;
};

/**
 * Told on the card: a setting the model could not honour and what was used instead, (`words`) the wishes it left out, each in quotes, (`motion`) how far the picture
 * moves when that is much, (`engine`) who filmed instead of whom, (`join`) that the clip to go on from was gone,
 * (`sound`) that there is none to speak to, (`bounce`) that nobody was found who could dance, so that the `subject`
 * or the whole `picture` bounces, (`face`) that no face can move as asked
 * and why the largest cannot, `none` where there is none, (`still`) that nothing was found that flows, or (`pair`) that
 * two people only lean together.
 */
export type Warning = {
  readonly kind:
    | 'ratio'
    | 'motion'
    | 'seconds'
    | 'resolution'
    | 'camera'
    | 'seed'
    | 'prompt'
    | 'words'
    | 'depth'
    | 'engine'
    | 'join'
    | 'sound'
    | 'bounce'
    | 'face'
    | 'pair'
    | 'still';
  readonly asked: string;
  readonly used: string;
};

/** Exactly what will be asked of a model. */
export type Plan = {
  readonly engine: string;
  readonly model: string;
  readonly input: Json;
  readonly warnings: readonly Warning[];
  /** Credits the take costs when it succeeds. */
  readonly credits: number;
  /** Who else gets to see the photo, besides those of the model. */
  readonly alsoSeenBy?: string;
  /** Units of work, comparable between runs of the same model; past runs turn them into seconds. */
  readonly work: number;
  /** Seconds the take is expected to take before any run has been seen. */
  readonly seconds: number;
};

/** Who may film a job: an engine's model and its price for one take. */
export type Candidate = Pick<Plan, 'engine' | 'model' | 'credits' | 'alsoSeenBy'>;

/** A plan as it is written down for an attempt. */
export type PlannedTake = Plan & { readonly effectVersion: number };

/** A JSON receipt of a started take, saved before anything waits. */
export type Operation = { readonly id: string; readonly [key: string]: Json };

export type Checked =
  | {
      readonly state: 'running';
      readonly fraction: number | null;
      /** A newer receipt, to be saved and used from now on. */
      readonly operation?: Operation;
    }
  | { readonly state: 'ready' }
  | { readonly state: 'failed'; readonly failure: FailureRecord };

export type StartContext = {
  /** Unguessable and unique to this attempt; whatever is started must be findable by it. */
  readonly idempotencyKey: string;
  /** Paths of the re-encoded photos. */
  readonly photos: readonly string[];
  readonly signal: AbortSignal;
  /** Asked right before a call that costs money. */
  readonly fence: Fence;
};

export type CollectContext = {
  readonly photos: readonly string[];
  /** Path of a depth map its owner gave: grey PNG, near is bright. */
  readonly depth?: string | undefined;
  /** A sound that will be laid under the clip, re-encoded by us, and the second of it at which the clip begins. */
  readonly sound?: { readonly path: string; readonly start: number } | undefined;
  /** Where the finished MP4 must be written. Nothing may appear there before it is whole. */
  readonly output: string;
  readonly signal: AbortSignal;
  onProgress(fraction: number): void;
  /** Told of what is only known once the photo has been looked at. */
  onNotice?(notice: Warning): void;
};

/**
 * What makes clips. Every call may be repeated after a crash; only `start` may cost money, and a `check` whose newer
 * receipt, saved, said so.
 */
export interface Engine {
  readonly name: string;
  /** Takes of one job it films at the same time. */
  readonly parallel: number;
  /** Jobs worth handing over at once, where it works on few and the rest would only wait there. */
  readonly jobs?: number;
  models(): readonly Model[];
  /** Why it takes nothing new at the moment (`auth`, `billing`, `unavailable` …), or null when it does. */
  down(): FailureRecord | null;
  /** Pure: the exact input for a shot, with warnings, cost and estimate. Throws Failure `invalid_input` or `too_much_motion`. */
  plan(shot: Shot, model: string | null): Plan;
  start(plan: Plan, context: StartContext): Promise<Operation>;
  /**
   * Looks for what a `start` of the plan began whose answer was lost, `age` seconds ago. `null`: certainly nothing was begun, nor is
   * a call still on its way. Throws Failure `unknown_outcome` while it cannot tell. Free engines return null.
   */
  find(idempotencyKey: string, age: number, plan: Plan): Promise<Operation | null>;
  /** `fence` is asked right before a call that costs money. */
  check(operation: Operation, fence: Fence): Promise<Checked>;
  /** Resolves when news of the operation came in, at the latest after `milliseconds`; rejects when `signal` aborts. */
  news(operation: Operation, milliseconds: number, signal: AbortSignal): Promise<void>;
  cancel(operation: Operation): Promise<void>;
  collect(operation: Operation, context: CollectContext): Promise<void>;
  /** Removes what a take left there, as far as that works; called once its clip is stored. */
  tidy?(operation: Operation): Promise<void>;
}
