import type { Clip } from '../../src/core/clip.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { effectName } from '../../src/text/language.ts';
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
  const { state, place, fraction, readyAt, visibility, paused, dataGoesTo, credits } = status;
  const percent = fraction > 0 ? ` ${card.percent(fraction)}` : '';
  const running = place === null ? `${speech.states[state]}${percent}` : card.place(place);
  const at = paused ? card.paused : running;
  const first = [
    `${sign[state]} **${effectName(speech, status.effect)}**`,
    at,
    ...(readyAt === null ? [] : [card.ready(countdown(readyAt))]),
  ];
  const second = [
    dataGoesTo === null ? card.here : status.model,
    card.seed(status.seed),
    ...(credits > 0 ? [card.price(credits)] : []),
    ...(visibility === 'private' ? [`🔒 ${speech.visibilities.private}`] : []),
  ];
  const third = dataGoesTo === null ? [] : [small([card.goesTo(dataGoesTo)])];
  return [first.join(' · '), small(second), ...third].join('\n');
};

const longestWords = 120;

const wordsOf = (prompt: string): string[] => {
  if (prompt === '') return [];
  const shown = prompt.length <= longestWords ? prompt : `${prompt.slice(0, longestWords - 1)}…`;
  return [`“${literally(shown)}”`];
};

/** What was asked for and who made it, the same for all takes. */
const sharedParts = (speech: Speech, { recipe, seconds, width, height }: Clip): string[] => [
  ...wordsOf(recipe.order.prompt),
  effectName(speech, recipe.order.effect),
  recipe.model,
  speech.card.seconds(seconds),
  `${width}×${height}`,
];

/** What one take is by itself. */
const ownParts = (speech: Speech, { recipe, score, took }: Clip): string[] => {
  const repeatable = recipe.warnings.every(({ kind }) => kind !== 'seed');
  return [
    repeatable ? speech.card.seed(recipe.order.seed) : speech.card.noSeed,
    ...(score === null ? [] : [speech.stability(score)]),
    speech.card.took(took),
  ];
};

const markParts = (speech: Speech, { mark, licence }: Clip): string[] => [
  speech.marks[mark],
  ...(licence === '' ? [] : [speech.card.licence(licence)]),
];

/** What a clip is and how it was made, in one line. */
export const clipText = (speech: Speech, { clip }: Pick<ClipFile, 'clip'>): string =>
  [...sharedParts(speech, clip), ...ownParts(speech, clip), ...markParts(speech, clip)].join(' · ');

/** The takes of one job: what they share is said once. */
const takeLines = (speech: Speech, clips: readonly ClipFile[]): string[] => {
  const [best] = clips;
  if (best === undefined) return [];
  const shared = small(sharedParts(speech, best.clip));
  if (clips.length === 1)
    return [shared, small([...ownParts(speech, best.clip), ...markParts(speech, best.clip)])];
  return [
    shared,
    ...clips.map(({ clip }, index) => `-# **${index + 1}** ${ownParts(speech, clip).join(' · ')}`),
    small(markParts(speech, best.clip)),
  ];
};

// What people wrote shows as they wrote it.
const quoted = (text: string): string => `\`\`\`\n${text.replaceAll('`', 'ˋ')}\n\`\`\``;

const opening = (speech: Speech, { job, text }: Reply): string => {
  const said = sentence(speech, text);
  switch (text.key) {
    case 'accepted':
      return job === null ? said : cardText(speech, job);
    case 'failed':
      return `❌ ${job === null ? '' : `**${effectName(speech, job.effect)}** · `}${said}`;
    case 'settings':
      return said.replaceAll(/^[^:\n]+:/gm, '**$&**');
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
  const listed = clips.map((entry, index) => `-# **${index + 1}** ${clipText(speech, entry)}`);
  return cut(
    [
      opening(speech, reply),
      ...(reply.text.key === 'clips' ? listed : takeLines(speech, clips)),
      ...warnings.map((warning) => small([`⚠️ ${speech.warnings[warning.kind](warning)}`])),
      ...reply.advice.map((advice) => small([`💡 ${speech.advice[advice]}`])),
      ...reply.effects.map(({ name }) => `**${effectName(speech, name)}** ${speech.effects[name] ?? ''}`),
      ...reply.jobs.map((one) => cardText(speech, one)),
    ].join('\n'),
  );
};
