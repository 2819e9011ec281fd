import { type Action, isTake } from './action.ts';
import type { Advice } from './advice.ts';
import type { Clip } from './clip.ts';
import type { SavedAs } from './formats.ts';
import type { JobStatus } from './job.ts';
import type { KeepRate } from './keep-rate.ts';
import type { OrderChange } from './order-values.ts';
import type { MarkedFile } from './provenance.ts';
import type { ModelState } from './remote-engine.ts';
import type { Target } from './target.ts';
import type { Text } from './text.ts';
import { sideBySideIn } from './variants.ts';

/** A clip with local paths of its file and thumbnail, ready to send: as it is, or in another format. */
export type ClipFile = {
  readonly clip: Clip;
  readonly path: MarkedFile;
  readonly thumbnail: string;
  readonly as?: SavedAs;
  /** Its number among takes of which others are in other messages. */
  readonly number?: number;
};

const questions: ReadonlySet<Text['key']> = new Set([
  'ask_consent',
  'ask_price',
  'ask_photo',
  'ask_forget',
  'ask_publish',
  'ask_delete',
]);

/** Whether a reply asks something, with the buttons that answer it. */
export const isQuestion = ({ text, actions }: Pick<Reply, 'text' | 'actions'>): boolean =>
  questions.has(text.key) && actions.length > 0;

/** An effect as shown in a list. */
export type EffectEntry = {
  readonly name: string;
  readonly version: number;
  readonly photos: number;
  readonly seconds: number;
  /** It is among the first that people are offered. */
  readonly favourite: boolean;
  /** It makes somebody speak, so a recording drives it. */
  readonly speaks: boolean;
  /** It's turned off where it was asked for. */
  readonly off?: true;
  /** How many of its clips people kept. Null while there are too few opinions. `effects --json` prints it. */
  readonly kept: KeepRate | null;
};

/**
 * What a clip was made from: how its order differs, and the message with the earlier clip, if it's known. `shown`: others
 * in its community may see that clip, in any channel.
 */
export type MadeFrom = {
  readonly changes: readonly OrderChange[];
  readonly message: {
    readonly target: Target;
    readonly id: string | number;
    readonly shown: boolean;
  } | null;
};

/** The reply of a command or a finished job. Surfaces convert it to their own form and language. */
export type Reply = {
  readonly text: Text;
  /** Only the person who made the request may see it. */
  readonly ephemeral: boolean;
  readonly actions: readonly Action[];
  readonly job: JobStatus | null;
  /** Best first. */
  readonly clips: readonly ClipFile[];
  readonly advice: readonly Advice[];
  readonly madeFrom: MadeFrom | null;
  readonly effects: readonly EffectEntry[];
  readonly models: readonly ModelState[];
  readonly jobs: readonly JobStatus[];
  /** A small file to save. */
  readonly file: { readonly name: string; readonly content: string } | null;
  /** Id to continue the list after. Null at its end. */
  readonly next: string | null;
};

/** Builds a reply from the given parts; the rest is empty. */
export const reply = (text: Text, parts: Partial<Omit<Reply, 'text'>> = {}): Reply => ({
  text,
  ephemeral: true,
  actions: [],
  job: null,
  clips: [],
  advice: [],
  madeFrom: null,
  effects: [],
  models: [],
  jobs: [],
  file: null,
  next: null,
  ...parts,
});

/** Whether it only names its clips, to choose one of them. */
export const namesClips = ({ text }: Pick<Reply, 'text'>): boolean =>
  text.key === 'clips' || text.key === 'ask_join';

/** Whether it is a person's list of jobs, which is refreshed when one of them is cancelled. */
export const isQueue = ({ text }: Reply): boolean => text.key === 'queue' || text.key === 'queue_empty';

/** The reply with a number on each take and on the button that shows it, for results that are several messages. */
export const numberedTakes = (reply: Reply): Reply => {
  const takes = reply.clips.flatMap(({ clip }) => (sideBySideIn(clip) === null ? [clip.id] : []));
  const numberOf = (id: string) => (takes.includes(id) ? { number: takes.indexOf(id) + 1 } : {});
  return {
    ...reply,
    clips: reply.clips.map((entry) => ({ ...entry, ...numberOf(entry.clip.id) })),
    actions: reply.actions.map((action) => (isTake(action) ? { ...action, ...numberOf(action.id) } : action)),
  };
};
