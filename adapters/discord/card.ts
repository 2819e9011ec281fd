import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import type { Text } from '../../src/core/text.ts';
import { countdown, literally, type Speech } from './words.ts';

const most = 2_000;

const cut = (text: string): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** A reply's sentence in a language. */
export const sentence = (speech: Speech, text: Text): string =>
  (speech.replies[text.key] as (values: Text['values']) => string)(text.values);

const sign: Record<JobStatus['state'], string> = {
  queued: '⏳',
  generating: '🎬',
  finishing: '📦',
  delivering: '📦',
  done: '✅',
};

/** The card of a job: where it stands, when it should be ready, and what it is. */
export const cardText = (speech: Speech, status: JobStatus): string => {
  const { state, place, fraction, readyAt, visibility } = status;
  const at = place === null ? `${speech.states[state]} ${Math.round(fraction * 100)} %` : `#${place}`;
  return [
    `${sign[state]} ${at}`,
    ...(readyAt === null ? [] : [countdown(readyAt)]),
    status.effect,
    status.engine,
    `seed ${status.seed}`,
    ...(visibility === 'private' ? [`🔒 ${speech.visibilities.private}`] : []),
  ].join(' · ');
};

const duration = (seconds: number): string =>
  seconds < 60
    ? `${Math.max(1, Math.round(seconds))} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

/** What a clip is and how it was made, in one line. */
export const clipText = (speech: Speech, { clip }: Pick<ClipFile, 'clip'>): string => {
  const { recipe } = clip;
  const { order } = recipe;
  return [
    ...(order.prompt === '' ? [] : [`“${literally(order.prompt)}”`]),
    `${order.effect} v${recipe.effectVersion}`,
    recipe.model,
    `${Number(clip.seconds.toFixed(1))} s`,
    `${clip.width}×${clip.height}`,
    `seed ${order.seed}`,
    `took ${duration(clip.took)}`,
    speech.marks[clip.mark],
    ...(clip.licence === '' ? [] : [clip.licence]),
  ].join(' · ');
};

/** Everything a reply says in words. */
export const replyText = (speech: Speech, reply: Reply): string => {
  const [first] = reply.clips;
  const warnings = first?.clip.recipe.warnings ?? [];
  return cut(
    [
      sentence(speech, reply.text),
      ...(reply.job !== null &&
      reply.job.outcome === null &&
      reply.clips.length === 0 &&
      reply.job.state !== 'delivering'
        ? [cardText(speech, reply.job)]
        : []),
      ...reply.clips.map((entry) => clipText(speech, entry)),
      ...warnings.map((warning) => `⚠️ ${speech.warnings[warning.kind](warning)}`),
      ...reply.advice.map((advice) => `💡 ${speech.advice[advice]}`),
      ...reply.effects.map(({ name }) => `**${name}** ${speech.effects[name] ?? ''}`),
      ...reply.jobs.map((job) => cardText(speech, job)),
    ].join('\n'),
  );
};
