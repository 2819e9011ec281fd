import type { JobStatus } from '../core/job.ts';
import type { ClipFile, Reply } from '../core/reply.ts';
import type { Text } from '../core/text.ts';
import { effectName, type Language, type Words } from './language.ts';

/** Everything said in one language. */
export type Speech = Language & Words<string, string, string>;

/** How a surface marks up what is said. */
export type Markup = {
  strong(text: string): string;
  small(text: string): string;
  /** Lines that must show as they are. */
  quoted(text: string): string;
  /** Somebody's own words, shown as they were typed. */
  literally(text: string): string;
  /** A point in time, in milliseconds since 1970, as it is read there. */
  when(milliseconds: number): string;
};

/** A reply's sentence in a language. */
export const sentence = (speech: Language, text: Text): string =>
  (speech.replies[text.key] as (values: Text['values']) => string)(text.values);

const sign: Record<JobStatus['state'], string> = {
  queued: '⏳',
  generating: '🎬',
  finishing: '📦',
  delivering: '📦',
  done: '✅',
};

/** The card of a job: where it stands, when it should be ready, and what it is. */
export const cardText = (speech: Speech, status: JobStatus, markup: Markup): string => {
  const { card } = speech;
  const { state, place, fraction, readyAt, visibility, paused } = status;
  const running = place === null ? `${speech.states[state]} ${card.percent(fraction)}` : card.place(place);
  const at = paused ? card.paused : running;
  const first = [
    `${sign[state]} ${markup.strong(effectName(speech, status.effect))}`,
    at,
    ...(readyAt === null ? [] : [card.ready(markup.when(readyAt))]),
  ];
  const second = [
    status.engine,
    card.seed(status.seed),
    ...(visibility === 'private' ? [`🔒 ${speech.visibilities.private}`] : []),
  ];
  return `${first.join(' · ')}\n${markup.small(second.join(' · '))}`;
};

/** What a clip is and how it was made, in one line. */
export const clipText = (speech: Speech, { clip }: Pick<ClipFile, 'clip'>, markup: Markup): string => {
  const { card } = speech;
  const { order, model, warnings } = clip.recipe;
  const repeatable = warnings.every(({ kind }) => kind !== 'seed');
  return [
    ...(order.prompt === '' ? [] : [`“${markup.literally(order.prompt)}”`]),
    effectName(speech, order.effect),
    model,
    card.seconds(clip.seconds),
    `${clip.width}×${clip.height}`,
    repeatable ? card.seed(order.seed) : card.noSeed,
    ...(clip.score === null ? [] : [speech.stability(clip.score)]),
    card.took(clip.took),
    speech.marks[clip.mark],
    ...(clip.licence === '' ? [] : [card.licence(clip.licence)]),
  ].join(' · ');
};

const opening = (speech: Speech, { job, text }: Reply, markup: Markup): string => {
  const said = sentence(speech, text);
  switch (text.key) {
    case 'accepted':
      // What it costs is said once, before it is charged.
      if (job === null) return said;
      return [
        cardText(speech, job, markup),
        ...((text.values.credits ?? 0) > 0 ? [markup.small(said)] : []),
      ].join('\n');
    case 'failed':
      return `❌ ${said}`;
    case 'recipe':
      return markup.quoted(said);
    default:
      return said;
  }
};

/** Everything a reply says in words. */
export const replyText = (speech: Speech, reply: Reply, markup: Markup): string => {
  const { clips } = reply;
  const warnings = clips[0]?.clip.recipe.warnings.filter(({ kind }) => kind !== 'seed') ?? [];
  const clipLine = (entry: ClipFile, index: number): string =>
    markup.small(
      [...(clips.length > 1 ? [`${index + 1}.`] : []), clipText(speech, entry, markup)].join(' · '),
    );
  return [
    opening(speech, reply, markup),
    ...clips.map(clipLine),
    ...warnings.map((warning) => markup.small(`⚠️ ${speech.warnings[warning.kind](warning)}`)),
    ...reply.advice.map((advice) => markup.small(`💡 ${speech.advice[advice]}`)),
    ...reply.effects.map(
      ({ name }) => `${markup.strong(effectName(speech, name))} ${speech.effects[name] ?? ''}`,
    ),
    ...reply.jobs.map((one) => cardText(speech, one, markup)),
  ].join('\n');
};
