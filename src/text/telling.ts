import type { Clip } from '../core/clip.ts';
import type { JobStatus } from '../core/job.ts';
import type { ClipFile, Reply } from '../core/reply.ts';
import type { Text } from '../core/text.ts';
import { effectName, type Language, type Speech } from './language.ts';

/** How a chat marks up what is said. */
export type Markup = {
  strong(text: string): string;
  small(text: string): string;
  /** Lines that must show as they are. */
  quoted(text: string): string;
  /** Somebody's own words, shown as they were typed. */
  literally(text: string): string;
  /** A sentence of ours, with what in it shows otherwise there. */
  told(sentence: string): string;
  /** A point in time, in milliseconds since 1970, as it is read there. */
  when(milliseconds: number): string;
};

/** A reply's sentence in a language. */
const sentence = (speech: Language, text: Text): string =>
  (speech.replies[text.key] as (values: Text['values']) => string)(text.values);

const sign: Record<JobStatus['state'], string> = {
  queued: '⏳',
  generating: '🎬',
  finishing: '📦',
  delivering: '📦',
  done: '✅',
};

const longestWords = 120;

/** In whose language and markup something is said. */
export type Voice = { readonly speech: Speech; readonly markup: Markup };

const small = ({ markup }: Voice, parts: readonly string[]): string => markup.small(parts.join(' · '));

/** The card of a job: where it stands, when it should be ready, and what it is. */
export const cardText = (voice: Voice, status: JobStatus): string => {
  const { markup, speech } = voice;
  const { card } = speech;
  const { state, place, fraction, readyAt, visibility, paused, dataGoesTo, credits } = status;
  const percent = fraction > 0 ? ` ${card.percent(fraction)}` : '';
  const running = place === null ? `${speech.states[state]}${percent}` : card.place(place);
  const first = [
    `${sign[state]} ${markup.strong(effectName(speech, status.effect))}`,
    paused ? card.paused : running,
    ...(readyAt === null ? [] : [card.ready(markup.when(readyAt))]),
  ];
  const second = [
    dataGoesTo === null ? card.here : status.model,
    card.seed(status.seed),
    ...(credits > 0 ? [card.price(credits)] : []),
    ...(visibility === 'private' ? [`🔒 ${speech.visibilities.private}`] : []),
  ];
  const third = dataGoesTo === null ? [] : [small(voice, [card.goesTo(dataGoesTo)])];
  return [first.join(' · '), small(voice, second), ...third].join('\n');
};

const wordsOf = ({ markup }: Voice, prompt: string): string[] => {
  if (prompt === '') return [];
  const shown = prompt.length <= longestWords ? prompt : `${prompt.slice(0, longestWords - 1)}…`;
  return [`“${markup.literally(shown)}”`];
};

/** What was asked for and who made it, the same for all takes. */
const sharedParts = (voice: Voice, { recipe, seconds, width, height }: Clip): string[] => [
  ...wordsOf(voice, recipe.order.prompt),
  effectName(voice.speech, recipe.order.effect),
  recipe.model,
  voice.speech.card.seconds(seconds),
  `${width}×${height}`,
];

/** What one take is by itself. */
const ownParts = ({ speech }: Voice, { recipe, score, took }: Clip): string[] => {
  const repeatable = recipe.warnings.every(({ kind }) => kind !== 'seed');
  return [
    repeatable ? speech.card.seed(recipe.order.seed) : speech.card.noSeed,
    ...(score === null ? [] : [speech.stability(score)]),
    speech.card.took(took),
  ];
};

const markParts = ({ speech }: Voice, { mark, licence }: Clip): string[] => [
  speech.marks[mark],
  ...(licence === '' ? [] : [speech.card.licence(licence)]),
];

/** What a clip is and how it was made, in one line. */
export const clipText = (voice: Voice, { clip }: Pick<ClipFile, 'clip'>): string =>
  [...sharedParts(voice, clip), ...ownParts(voice, clip), ...markParts(voice, clip)].join(' · ');

const numbered = ({ markup }: Voice, index: number, text: string): string =>
  markup.small(`${markup.strong(String(index + 1))} ${text}`);

/** The takes of one job: what they share is said once. */
const takeLines = (voice: Voice, clips: readonly ClipFile[]): string[] => {
  const [best] = clips;
  if (best === undefined) return [];
  const shared = small(voice, sharedParts(voice, best.clip));
  const marks = markParts(voice, best.clip);
  if (clips.length === 1) return [shared, small(voice, [...ownParts(voice, best.clip), ...marks])];
  const own = clips.map(({ clip }, index) => numbered(voice, index, ownParts(voice, clip).join(' · ')));
  return [shared, ...own, small(voice, marks)];
};

const opening = (voice: Voice, { job, text }: Reply): string => {
  const { markup, speech } = voice;
  const said = markup.told(sentence(speech, text));
  switch (text.key) {
    case 'accepted':
      return job === null ? said : cardText(voice, job);
    case 'failed':
      return `❌ ${job === null ? '' : `${markup.strong(effectName(speech, job.effect))} · `}${said}`;
    case 'settings':
      return said.replaceAll(/^[^:：\n]+[:：]/gm, (head) => markup.strong(head));
    case 'recipe':
      return markup.quoted(said);
    default:
      return said;
  }
};

/** Everything a reply says in words. */
export const replyText = (voice: Voice, reply: Reply): string => {
  const { markup, speech } = voice;
  const { clips } = reply;
  const warnings = clips[0]?.clip.recipe.warnings.filter(({ kind }) => kind !== 'seed') ?? [];
  const listed = clips.map((entry, index) => numbered(voice, index, clipText(voice, entry)));
  const named = (effect: string): string => markup.strong(effectName(speech, effect));
  return [
    opening(voice, reply),
    ...(reply.text.key === 'clips' ? listed : takeLines(voice, clips)),
    ...warnings.map((warning) => markup.small(`⚠️ ${speech.warnings[warning.kind](warning)}`)),
    ...reply.advice.map((advice) => markup.small(`💡 ${speech.advice[advice]}`)),
    ...reply.effects.map(({ name }) => `${named(name)} ${speech.effects[name] ?? ''}`),
    ...reply.jobs.map((one) => cardText(voice, one)),
  ].join('\n');
};
