import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { countdown, literally, type Speech, sentence } from './words.ts';

const most = 2_000;

const cut = (text: string): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** Small print. */
const small = (parts: readonly string[]): string => `-# ${parts.join(' · ')}`;

const sign: Record<JobStatus['state'], string> = {
  queued: '⏳',
  generating: '🎬',
  finishing: '📦',
  delivering: '📦',
  done: '✅',
};

/** The card of a job: where it stands, when it should be ready, and what it is. */
export const cardText = (speech: Speech, status: JobStatus): string => {
  const { card } = speech;
  const { state, place, fraction, readyAt, visibility } = status;
  const running =
    place === null ? `${speech.states[state]} ${Math.round(fraction * 100)} %` : card.place(place);
  const at = status.paused ? card.paused : running;
  const first = [
    `${sign[state]} **${status.effect}**`,
    at,
    ...(readyAt === null ? [] : [card.ready(countdown(readyAt))]),
  ];
  const second = [
    status.engine,
    card.seed(status.seed),
    ...(visibility === 'private' ? [`🔒 ${speech.visibilities.private}`] : []),
  ];
  return `${first.join(' · ')}\n${small(second)}`;
};

/** What a clip is and how it was made, in one line. */
export const clipText = (speech: Speech, { clip }: Pick<ClipFile, 'clip'>): string => {
  const { card } = speech;
  const { order, model, warnings } = clip.recipe;
  const repeatable = warnings.every(({ kind }) => kind !== 'seed');
  return [
    ...(order.prompt === '' ? [] : [`“${literally(order.prompt)}”`]),
    order.effect,
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

// What people wrote shows as they wrote it.
const quoted = (text: string): string => `\`\`\`\n${text.replaceAll('`', 'ˋ')}\n\`\`\``;

const opening = (speech: Speech, { job, text }: Reply): string => {
  const said = sentence(speech, text);
  switch (text.key) {
    case 'accepted':
      // What it costs is said once, before it is charged.
      if (job === null) return said;
      return [cardText(speech, job), ...((text.values.credits ?? 0) > 0 ? [small([said])] : [])].join('\n');
    case 'failed':
      return `❌ ${said}`;
    case 'recipe':
      return quoted(said);
    default:
      return said;
  }
};

/** Everything a reply says in words. */
export const replyText = (speech: Speech, reply: Reply): string => {
  const { clips } = reply;
  const warnings = clips[0]?.clip.recipe.warnings.filter(({ kind }) => kind !== 'seed') ?? [];
  const clipLine = (entry: ClipFile, index: number): string =>
    small([...(clips.length > 1 ? [`${index + 1}.`] : []), clipText(speech, entry)]);
  return cut(
    [
      opening(speech, reply),
      ...clips.map(clipLine),
      ...warnings.map((warning) => small([`⚠️ ${speech.warnings[warning.kind](warning)}`])),
      ...reply.advice.map((advice) => small([`💡 ${speech.advice[advice]}`])),
      ...reply.effects.map(({ name }) => `**${name}** ${speech.effects[name] ?? ''}`),
      ...reply.jobs.map((one) => cardText(speech, one)),
    ].join('\n'),
  );
};
