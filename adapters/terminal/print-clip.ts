import type { JobStatus } from '../../src/core/job.ts';
import type { ModelState } from '../../src/core/remote-engine.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutEffect, effectName, keepRatesText } from '../../src/text/names.ts';
import { sentence } from '../../src/text/sentence.ts';

const size = ({ locale }: Messages, bytes: number): string => {
  const { number } = amountsIn(locale);
  return bytes < 1_000_000 ? `${number(bytes / 1_000)} kB` : `${number(bytes / 1_000_000, 1)} MB`;
};

/** One line that describes a clip. */
export const clipLine = (messages: Messages, { clip }: Pick<ClipFile, 'clip'>): string => {
  const { recipe } = clip;
  const { format, locale } = messages;
  const { duration } = amountsIn(locale);
  return [
    `${recipe.order.effect} v${recipe.effectVersion}`,
    `${recipe.engine}/${recipe.model}`,
    `${clip.width}×${clip.height}`,
    duration(clip.seconds),
    `${clip.fps} fps`,
    format('card.seed', { seed: String(recipe.order.seed) }),
    size(messages, clip.bytes),
    ...(clip.score === null ? [] : [format('card.stability', { score: clip.score })]),
    format('terminal.took', { duration: duration(clip.took) }),
    format(`card.mark.${clip.mark}`),
    ...(recipe.order.commercial === true ? [format('card.commercial')] : []),
  ].join(' · ');
};

/** A job's status in a few words. */
export const statusLine = (messages: Messages, status: JobStatus): string => {
  const { format, locale } = messages;
  if (status.paused) return format('card.paused');
  if (status.waitsFor !== undefined) return format(`card.waits.${status.waitsFor}`);
  const { percent, duration } = amountsIn(locale);
  const queueText =
    status.queuePosition === null ? '' : ` (${format('terminal.place', { place: status.queuePosition })})`;
  const left =
    status.readyAt === null ? null : Math.max(0, Math.round((status.readyAt - Date.now()) / 1_000));
  const about =
    left === null || left < 1 ? '' : `, ${format('terminal.about', { duration: duration(left) })}`;
  return `${format(`card.state.${status.state}`)}${queueText} ${percent(status.fraction)}${about}`;
};

const priceOf = ({ format, locale }: Messages, { price }: ModelState): string => {
  if (price === null) return format('terminal.model.free');
  const { least, most, per, confirmed } = price;
  const { price: usd } = amountsIn(locale);
  const range = least === most ? usd(least) : `${usd(least)}–${usd(most)}`;
  const words = format(`terminal.model.${per}`, { price: range });
  return confirmed ? words : `${words} (${format('terminal.model.unconfirmed')})`;
};

/** One line with a model's name, state and price. */
const modelLine = (messages: Messages, model: ModelState): string => {
  const { name, state, reason } = model;
  const stands = messages.format(`terminal.model.${state}`, { reason: reason ?? '' });
  // The price of an invalid entry is unknown.
  const price = state === 'refused' ? [] : [priceOf(messages, model)];
  return [`  ${name.padEnd(20)} ${stands}`, ...price].join(' · ');
};

/** A whole reply as lines of text. */
export const replyLines = (messages: Messages, reply: Reply): string[] => [
  sentence(messages, reply.text),
  ...reply.effects.map(({ name, photos, kept }) => {
    const several = photos > 1 ? ` (${messages.format('terminal.photos', { count: photos })})` : '';
    const rate = kept === null ? '' : ` · ${keepRatesText(messages, kept)}`;
    return `  ${name.padEnd(12)} ${aboutEffect(messages, name)}${several}${rate}`;
  }),
  ...reply.models.map((model) => modelLine(messages, model)),
  ...reply.clips.flatMap((entry) => [
    `  ${entry.clip.id}  ${clipLine(messages, entry)} · ${messages.format(`card.visibility.${entry.clip.visibility}`)}`,
    ...(reply.clips.length === 1 ? [`  ${entry.path}`] : []),
  ]),
  ...reply.jobs.map(
    (job) => `  ${job.id}  ${effectName(messages, job.effect)} · ${statusLine(messages, job)}`,
  ),
  ...(reply.next === null
    ? []
    : [`  ${messages.format('terminal.next', { flag: `--before ${reply.next}` })}`]),
];
