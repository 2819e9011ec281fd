import { basename } from 'node:path';
import type { Advice } from '../../src/core/advice.ts';
import type { FailureRecord } from '../../src/core/failure.ts';
import type { Json } from '../../src/core/json.ts';
import { printable } from '../../src/core/printable.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutEffect } from '../../src/text/names.ts';
import { sentence } from '../../src/text/sentence.ts';
import { warningText } from '../../src/text/warning-text.ts';
import type { Result } from './make-clip.ts';
import { clipLine } from './print-clip.ts';

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

/** Any other reply as JSON: effects and models as a list, everything else as one object. */
export const replyJson = (messages: Messages, reply: Reply): Json => {
  if (reply.models.length > 0) return reply.models;
  return reply.effects.length > 0
    ? reply.effects.map((effect) => ({ ...effect, words: aboutEffect(messages, effect.name) }))
    : {
        text: sentence(messages, reply.text),
        clips: reply.clips.map((entry) => clipJson(entry, entry.path)),
        jobs: reply.jobs.map(({ id, state, effect, queuePosition: position, fraction }) => ({
          id,
          state,
          effect,
          place: position,
          fraction,
        })),
        next: reply.next,
      };
};

/** A result as JSON: one object per photo. */
export const resultJson = (messages: Messages, { task, failure, clips, advice }: Result): Json => ({
  photo: task.label,
  failure: failure === null ? null : { kind: failure.kind, text: failureText(messages, failure) },
  advice,
  clips: clips.map((entry) => clipJson(entry, entry.written)),
});

/** A result as text: each clip's path and description, then warnings and advice. */
export const resultLines = (messages: Messages, { clips, advice, refused = [] }: Result): string[] => [
  ...clips.flatMap((entry) => [printable(entry.written), `  ${clipLine(messages, entry)}`]),
  ...clips.flatMap(({ clip }) =>
    clip.recipe.warnings.map(
      (warning) => `  ${messages.format('terminal.note', { text: warningText(messages, warning) })}`,
    ),
  ),
  ...refused.map((photo) => `  ${printable(photo.name)}: ${failureText(messages, photo)}`),
  ...advice.map(
    (kind) =>
      `  ${messages.format('terminal.tip', { text: messages.format(`notes.advice.${kind as Advice}`) })}`,
  ),
];

/** One line on why a task made no clip. */
export const endLine = (
  messages: Messages,
  { kind: failure, facts }: FailureRecord,
  credits: number,
): string =>
  sentence(
    messages,
    failure === 'cancelled'
      ? { key: 'cancelled', values: { wasRunning: 0, credits } }
      : { key: 'failed', values: { failure, facts, credits } },
  );

/** The summary of a batch: one line per photo and a total. */
export const tableLines = (messages: Messages, results: readonly Result[]): string[] => {
  const names = results.map(({ task }) => printable(basename(task.label)));
  const width = Math.max(...names.map((name) => name.length));
  return [
    '',
    ...results.map(({ failure, clips }, index) => {
      const outcome = printable(
        failure === null ? (clips[0]?.written ?? '') : failureText(messages, failure),
      );
      return `${failure === null ? '✓' : '✗'} ${names[index]?.padEnd(width)}  ${outcome}`;
    }),
    messages.format('terminal.animated', {
      done: results.filter(({ failure }) => failure === null).length,
      all: results.length,
    }),
  ];
};
