import { basename } from 'node:path';
import type { Advice } from '../../src/core/advice.ts';
import type { FailureRecord } from '../../src/core/failure.ts';
import type { Json } from '../../src/core/json.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Result } from './make.ts';
import { clipLine, failureLine, type Speech, sentence } from './show.ts';

const clipJson = ({ clip }: Pick<ClipFile, 'clip'>, path: string): Json => ({
  path,
  id: clip.id,
  effect: clip.recipe.order.effect,
  effectVersion: clip.recipe.effectVersion,
  engine: clip.recipe.engine,
  model: clip.recipe.model,
  seed: clip.recipe.order.seed,
  width: clip.width,
  height: clip.height,
  seconds: clip.seconds,
  fps: clip.fps,
  bytes: clip.bytes,
  took: clip.took,
  stability: clip.score,
  visibility: clip.visibility,
  post: clip.recipe.post,
  warnings: clip.recipe.warnings,
});

/** Any other reply for programs: effects as a list, everything else as one object. */
export const replyJson = (speech: Speech, reply: Reply): Json =>
  reply.effects.length > 0
    ? reply.effects.map((effect) => ({ ...effect, words: speech.effects[effect.name] ?? '' }))
    : {
        text: sentence(speech, reply.text),
        clips: reply.clips.map((entry) => clipJson(entry, entry.path)),
        jobs: reply.jobs.map(({ id, state, effect, place, fraction }) => ({
          id,
          state,
          effect,
          place,
          fraction,
        })),
        next: reply.next,
      };

/** A result for programs: one JSON object a photo. */
export const resultJson = (speech: Speech, { task, failure, clips, advice }: Result): Json => ({
  photo: task.label,
  failure: failure === null ? null : { kind: failure.kind, text: failureLine(speech, failure) },
  advice,
  clips: clips.map((entry) => clipJson(entry, entry.written)),
});

/** A result for people: each clip's path and what it is, then advice. */
export const resultLines = (speech: Speech, { clips, advice }: Result): string[] => [
  ...clips.flatMap((entry) => [entry.written, `  ${clipLine(speech, entry)}`]),
  ...clips.flatMap(({ clip }) =>
    clip.recipe.warnings.map(
      (warning) => `  ${speech.terminal.note(speech.warnings[warning.kind](warning))}`,
    ),
  ),
  ...advice.map((kind) => `  ${speech.terminal.tip(speech.advice[kind as Advice])}`),
];

/** What became of a task that made no clip, in one line. */
export const endLine = (speech: Speech, { kind: failure, facts }: FailureRecord): string =>
  sentence(
    speech,
    failure === 'cancelled'
      ? { key: 'cancelled', values: { wasRunning: 0 } }
      : { key: 'failed', values: { failure, facts } },
  );

/** One summary line a photo, for batches. */
export const tableLines = (speech: Speech, results: readonly Result[]): string[] => {
  const width = Math.max(...results.map(({ task }) => basename(task.label).length));
  return [
    '',
    ...results.map(({ task, failure, clips }) => {
      const outcome = failure === null ? (clips[0]?.written ?? '') : failureLine(speech, failure);
      return `${failure === null ? '✓' : '✗'} ${basename(task.label).padEnd(width)}  ${outcome}`;
    }),
    speech.terminal.animated(results.filter(({ failure }) => failure === null).length, results.length),
  ];
};
