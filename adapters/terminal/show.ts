import type { Failure } from '../../src/core/failure.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Text } from '../../src/core/text.ts';
import { effectName, type Language, type Words } from '../../src/text/language.ts';

export type Speech = Language & Words<string, string, string>;

/** A reply's sentence in a language. */
export const sentence = (language: Language, text: Text): string =>
  (language.replies[text.key] as (values: Text['values']) => string)(text.values);

/** One line for a failure: what happened, what to do, what was charged. */
export const failureLine = (language: Language, failure: Pick<Failure, 'kind' | 'facts'>): string =>
  language.failures[failure.kind](failure.facts);

const size = ({ card }: Language, bytes: number): string =>
  bytes < 1_000_000 ? `${card.number(bytes / 1_000)} kB` : `${card.number(bytes / 1_000_000, 1)} MB`;

/** What a clip is, in one line. */
export const clipLine = (language: Language, { clip }: Pick<ClipFile, 'clip'>): string => {
  const { recipe } = clip;
  return [
    `${recipe.order.effect} v${recipe.effectVersion}`,
    `${recipe.engine}/${recipe.model}`,
    `${clip.width}×${clip.height}`,
    language.card.seconds(clip.seconds),
    `${clip.fps} fps`,
    language.card.seed(recipe.order.seed),
    size(language, clip.bytes),
    ...(clip.score === null ? [] : [language.stability(clip.score)]),
    language.terminal.took(clip.took),
    language.marks[clip.mark],
  ].join(' · ');
};

/** Where a job stands, in a few words. */
export const statusLine = (language: Language, status: JobStatus): string => {
  const { states, card, terminal } = language;
  if (status.paused) return card.paused;
  const place = status.place === null ? '' : ` (${terminal.place(status.place)})`;
  const left =
    status.readyAt === null ? null : Math.max(0, Math.round((status.readyAt - Date.now()) / 1_000));
  const about = left === null || left < 1 ? '' : `, ${terminal.about(left)}`;
  return `${states[status.state]}${place} ${card.percent(status.fraction)}${about}`;
};

/** A whole reply as lines of text. */
export const replyLines = (speech: Speech, reply: Reply): string[] => [
  sentence(speech, reply.text),
  ...reply.effects.map(
    ({ name, photos }) =>
      `  ${name.padEnd(12)} ${speech.effects[name] ?? ''}${photos > 1 ? ` (${speech.terminal.photos(photos)})` : ''}`,
  ),
  ...reply.clips.flatMap((entry) => [
    `  ${entry.clip.id}  ${clipLine(speech, entry)} · ${speech.visibilities[entry.clip.visibility]}`,
    ...(reply.clips.length === 1 ? [`  ${entry.path}`] : []),
  ]),
  ...reply.jobs.map((job) => `  ${job.id}  ${effectName(speech, job.effect)} · ${statusLine(speech, job)}`),
  ...(reply.next === null ? [] : [`  ${speech.terminal.next(`--before ${reply.next}`)}`]),
];
