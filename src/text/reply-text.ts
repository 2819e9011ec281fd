import { operatorServer, sayingIn, type Warning } from '../core/engine.ts';
import type { JobStatus, Terms } from '../core/job.ts';
import type { RefusedPhoto } from '../core/order.ts';
import { namesClips, type Reply } from '../core/reply.ts';
import { amountsIn } from './amounts.ts';
import { changesText } from './change-text.ts';
import { listedText, numbered, shortened, small, takeLines, type Voice } from './clip-lines.ts';
import { failureText } from './failure-text.ts';
import type { Messages } from './messages.ts';
import { aboutEffect, effectName, keepRateText } from './names.ts';
import { sentence } from './sentence.ts';
import { warningText } from './warning-text.ts';
import { plainWriting, type Writing } from './writing.ts';

const sign: Record<JobStatus['state'], string> = {
  queued: '⏳',
  generating: '🎬',
  finishing: '📦',
  delivering: '📦',
  done: '✅',
};

/** The progress of a job: its position in the queue, or the current stage and percentage. */
export const progressText = ({ format, locale }: Messages, status: JobStatus): string => {
  const { state, queuePosition, fraction, paused, waitsFor } = status;
  if (paused) return format('card.paused');
  if (waitsFor !== undefined) return format(`card.waits.${waitsFor}`);
  if (queuePosition !== null)
    return queuePosition === 1 ? format('card.next') : format('card.place', { place: queuePosition });
  const percent = fraction > 0 ? ` ${amountsIn(locale).percent(fraction)}` : '';
  return `${format(`card.state.${state}`)}${percent}`;
};

/** The progress of a job and when it should be ready, in one line. */
const standingText = ({ markup, messages }: Voice, status: JobStatus): string =>
  [
    `${sign[status.state]} ${markup.strong(effectName(messages, status.effect))}`,
    progressText(messages, status),
    ...(status.readyAt === null
      ? []
      : [messages.format('card.ready', { when: markup.when(status.readyAt) })]),
  ].join(' · ');

/** Who receives the photo, as a sentence. Empty if it never leaves this machine. */
const seersText = ({ format, locale }: Messages, dataGoesTo: Terms['dataGoesTo']): string[] => {
  if (dataGoesTo === null) return [];
  const seers = dataGoesTo.map((name) => (name === operatorServer ? format('card.gpu-server') : name));
  return [format('card.goes-to', { companies: amountsIn(locale).list(seers) })];
};

/**
 * Which model renders a clip, its price, and who receives the photo, in one line. `left`: the owner's balance, if
 * known.
 */
export const termsText = (
  messages: Messages,
  { model, local, credits, dataGoesTo, left }: Terms & { readonly left?: number },
): string => {
  const { format } = messages;
  const price = credits > 0 ? format('card.price', { credits }) : format('card.free');
  return [
    credits > 0 && left !== undefined ? format('card.price-left', { price, left }) : price,
    local ? format('card.local') : model,
    ...seersText(messages, dataGoesTo),
  ].join(' · ');
};

const maxRefused = 5;

type Refusals = Pick<JobStatus, 'refused' | 'visibility'>;

/** Photos of several that have no clip, each with the reason. Where others read, a photo has a number, not its name. */
export const refusedTexts = (
  messages: Messages,
  { refused = [], visibility }: Refusals,
  writing: Writing = plainWriting(messages.locale),
): string[] => {
  const nameOf = ({ name, photos }: RefusedPhoto): string =>
    photos === undefined || (visibility === 'private' && name !== '')
      ? writing.literally(name)
      : photos.map((number) => messages.format('card.refused.photo', { number })).join(' + ');
  const named = refused.slice(0, maxRefused).map((photo) => {
    const values = { name: nameOf(photo), failure: failureText(messages, photo, writing) };
    return messages.format('card.refused', values);
  });
  const more = refused.length - named.length;
  return more === 0 ? named : [...named, messages.format('card.refused.more', { count: more })];
};

const refusedLines = ({ markup, messages }: Voice, status: Refusals): string[] =>
  refusedTexts(messages, status, markup).map((line) => markup.small(`⚠️ ${line}`));

/** The card of a job: its progress, when it should be ready, and what it is. */
export const cardText = (voice: Voice, status: JobStatus): string => {
  const { messages } = voice;
  const { format } = messages;
  const { visibility, dataGoesTo, credits } = status;
  const second = [
    status.local ? format('card.local') : status.model,
    ...(status.effect === 'joined' ? [] : [format('card.seed', { seed: String(status.seed) })]),
    ...(status.takes !== undefined ? [format('card.clips', { count: status.takes })] : []),
    ...(credits > 0 ? [format('card.price', { credits })] : []),
    ...(visibility === 'private' ? [`🔒 ${format('card.visibility.private')}`] : []),
  ];
  const third = seersText(messages, dataGoesTo).map((text) => small(voice, [text]));
  return [standingText(voice, status), small(voice, second), ...third, ...refusedLines(voice, status)].join(
    '\n',
  );
};

/** In a warning that quotes the person's own words, shows them as they were typed. */
const inMarkup = ({ markup }: Voice, warning: Warning): Warning =>
  sayingIn[warning.kind] === 'quote'
    ? { ...warning, asked: markup.literally(shortened(warning.asked)) }
    : warning;

/** Replies whose first line is a title. */
const titled = new Set<Reply['text']['key']>([
  ...(['help', 'privacy', 'settings', 'effects', 'clips'] as const),
  ...(['reports', 'defaults', 'presets'] as const),
]);

const isTitled = ({ text, ...reply }: Reply, firstText: string): boolean =>
  titled.has(text.key) && (firstText.includes('\n') || reply.clips.length + reply.effects.length > 0);

const opening = (voice: Voice, reply: Reply): string => {
  const { job, text } = reply;
  const { markup, messages } = voice;
  if (text.key === 'accepted' && job !== null) return cardText(voice, job);
  const plain = sentence(messages, text, markup);
  const whole = isTitled(reply, plain) ? plain.replace(/^.+/, (title) => markup.strong(title)) : plain;
  switch (text.key) {
    case 'failed':
      return `❌ ${job === null ? '' : `${markup.strong(effectName(messages, job.effect))} · `}${whole}`;
    case 'settings':
      return whole.replaceAll(/^[^:：\n]+[:：]/gm, (head) => markup.strong(head));
    case 'recipe':
      return markup.quoted(whole);
    default:
      return whole;
  }
};

/** A single job gets its whole card, several get one line each with the number of their button. */
const jobLines = (voice: Voice, jobs: readonly JobStatus[]): string[] =>
  jobs.map((one, index) =>
    jobs.length === 1
      ? cardText(voice, one)
      : `${voice.markup.strong(String(index + 1))} ${standingText(voice, one)}`,
  );

/** Tips about the photo. */
export const adviceLines = ({ markup, messages }: Voice, { advice }: Reply): string[] =>
  advice.map((one) => markup.small(`💡 ${messages.format(`notes.advice.${one}`)}`));

/** The full text of a reply. */
export const replyText = (voice: Voice, reply: Reply): string => {
  const { markup, messages } = voice;
  const { clips } = reply;
  // In a list they would seem to be about all clips.
  const shown = namesClips(reply) ? [] : clips;
  const warnings = shown[0]?.clip.recipe.warnings.filter(({ kind }) => kind !== 'seed') ?? [];
  const listed = clips.map(({ clip }, index) => numbered(voice, index, listedText(voice, clip)));
  return [
    opening(voice, reply),
    ...(namesClips(reply) ? listed : takeLines(voice, clips)),
    ...changesText(messages, reply.madeFrom?.changes ?? []).map(markup.small),
    ...warnings.map((warning) => markup.small(`⚠️ ${warningText(messages, inMarkup(voice, warning))}`)),
    ...(reply.text.key === 'finished' && reply.job !== null ? refusedLines(voice, reply.job) : []),
    ...adviceLines(voice, reply),
    ...reply.effects.map(({ name, off, kept }) => {
      const title = effectName(messages, name);
      const marked = off ? messages.format('choices.off-here', { name: title }) : title;
      const rate = kept === null ? '' : ` · ${keepRateText(messages, kept)}`;
      return `${markup.strong(marked)} ${aboutEffect(messages, name)}${rate}`;
    }),
    ...jobLines(voice, reply.jobs),
  ].join('\n');
};
