import type { Advice } from '../core/advice.ts';
import type { Warning } from '../core/engine.ts';
import type { Facts, FailureKind } from '../core/failure.ts';
import type { JobState } from '../core/job.ts';
import type { Sentences } from '../core/text.ts';
import type { Visibility } from '../core/visibility.ts';
import type { WebWords } from './web-language.ts';

export type Duration = (seconds: number) => string;

/** One language: a sentence for everything we ever say. A missing one does not compile. */
export type Language = {
  readonly replies: { readonly [Key in keyof Sentences]: (values: Sentences[Key]) => string };
  /** What happened and what to do next. */
  readonly failures: Readonly<Record<FailureKind, (facts: Facts) => string>>;
  /** A setting the model could not honour, or motion beyond what looks natural. */
  readonly warnings: Readonly<Record<Warning['kind'], (warning: Warning) => string>>;
  readonly advice: Readonly<Record<Advice, string>>;
  readonly states: Readonly<Record<JobState, string>>;
  readonly visibilities: Readonly<Record<Visibility, string>>;
  /** How steady and true to the photo a clip is, from 0 to 1. */
  readonly stability: (score: number) => string;
  readonly marks: Readonly<Record<'animated-locally' | 'ai-generated', string>>;
  readonly actions: Readonly<Record<string, string>>;
  /** The small words of a card. `when` is a time that the surface shows. */
  readonly card: {
    /** Instead of a place, while the operator has paused what the job needs. */
    readonly paused: string;
    readonly place: (place: number) => string;
    readonly ready: (when: string) => string;
    readonly seconds: (seconds: number) => string;
    readonly seed: (seed: number) => string;
    readonly noSeed: string;
    /** Filmed on this machine, and the photo stays there. */
    readonly here: string;
    readonly goesTo: (whom: string) => string;
    readonly price: (credits: number) => string;
    readonly took: Duration;
    readonly licence: (licence: string) => string;
    readonly percent: (fraction: number) => string;
    readonly number: (value: number, digits?: number) => string;
  };
  /** What only a terminal says. */
  readonly terminal: {
    readonly usage: {
      readonly command: string;
      readonly options: string;
      readonly photos: string;
      readonly more: string;
    };
    readonly took: (seconds: number) => string;
    readonly place: (place: number) => string;
    readonly about: Duration;
    readonly note: (text: string) => string;
    readonly tip: (text: string) => string;
    readonly next: (flag: string) => string;
    readonly photos: (count: number) => string;
    readonly done: (done: number, all: number) => string;
    readonly animated: (done: number, all: number) => string;
  };
  /** Entries of menus on a message. */
  readonly menus: { readonly animate: string };
  /** Titles and labels of the form that asks for other wishes. */
  readonly forms: { readonly edit: string; readonly prompt: string };
  readonly web: WebWords;
  /** What a chat says around photos, where there are no forms. */
  readonly chat: {
    /** `days` that photos are kept. */
    readonly start: (days: number) => string;
    readonly ask: string;
    readonly askSeveral: (count: number) => string;
    readonly more: string;
    readonly back: string;
    /** Which of two photos is on the left, 1 or 2. */
    readonly swap: (left: number) => string;
    readonly taking: string;
    readonly several: (done: number, count: number) => string;
    readonly photoMissing: string;
    readonly notPhoto: string;
    readonly choose: (command: string) => string;
    readonly say: (option: string) => string;
    readonly newMotion: string;
    readonly sentPrivately: string;
    readonly openFirst: string;
    readonly open: string;
    readonly remixInstead: string;
    readonly unsure: string;
    readonly make: string;
  };
};

/** Words for names that are declared elsewhere: commands with their options and choices, and effects. */
export type Words<
  Command extends string,
  Option extends string,
  Effect extends string,
  Choice extends string = string,
> = {
  readonly commands: Readonly<Record<Command, string>>;
  readonly options: Readonly<Record<Option, string>>;
  readonly effects: Readonly<Record<Effect, string>>;
  /** What forms and menus call them: a word or two each. */
  readonly names: {
    readonly options: Readonly<Record<Option, string>>;
    readonly effects: Readonly<Record<Effect, string>>;
    readonly choices: Readonly<Record<Choice, string>>;
  };
};

/** Everything said in one language. */
export type Speech = Language & Words<string, string, string>;

/** What people call an effect; one we do not know keeps its own name. */
export const effectName = ({ names }: Pick<Speech, 'names'>, effect: string): string =>
  names.effects[effect] ?? effect;
