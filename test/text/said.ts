import { firstRules } from '../../src/core/rules.ts';
import type { Sentences } from '../../src/core/text.ts';
import type { Speech } from '../../src/text/language.ts';
import { clipRecipe } from './recipe.ts';

/** Values that are easily found again in what is said. */
export const marks = {
  ...{ name: 'Zname', value: 'Zvalue', nearest: 'Znearest', option: 'Zoption', choices: 'Zchoices' },
  ...{ effect: 'Zeffect', model: 'Zmodel', resets: 'Zresets', path: 'Zpath', folder: 'Zfolder' },
  ...{ rule: 'Zrule', type: 'Ztype', asked: 'Zasked', used: 'Zused', what: 'Zwhat' },
  ...{ minimum: 101, maximum: 902, given: 203, needed: 304, percent: 405, limit: 506, seconds: 607 },
  ...{ megabytes: 708, minutes: 809, found: 110, left: 211, daily: 512, port: 413 },
};

const full: Sentences = {
  accepted: { effect: 'Zeffect', seed: 305, takes: 3, credits: 41, left: 211 },
  consent_asked: { effect: 'Zeffect', credits: 203 },
  price_asked: { credits: 203, left: 211, draft: 110 },
  not_started: {},
  already_accepted: { effect: 'Zeffect' },
  finished: { effect: 'Zeffect', takes: 3, credits: 41, left: 211 },
  failed: { failure: 'not_found', facts: {} },
  cancelled: { wasRunning: 1 },
  cancel_too_late: { outcome: 'succeeded' },
  waited: { clips: 203, failures: [{ kind: 'unavailable', facts: { name: 'Zname' } }] },
  clips: { count: 203 },
  no_clips: {},
  clip: { effect: 'Zeffect' },
  shared: { visibility: 'public' },
  deleted: { clips: 203 },
  delete_asked: { clips: 203 },
  not_deleted: { clips: 203 },
  recipe: { clip: clipRecipe },
  rated: { liked: true },
  effects: { count: 203 },
  queue: { count: 203 },
  queue_empty: {},
  credits: {
    left: 211,
    daily: 512,
    refill: 'Zresets',
    pool: { left: 413, daily: 607 },
    role: { left: 110, daily: 809 },
    costs: [{ effect: 'Zeffect', held: 0, spent: 708 }],
  },
  granted: { owner: 'Zname', credits: 203, left: 211 },
  spending: { on: true, allowed: true, day: 10100, month: 20300, budgetDaily: 40500, budgetMonthly: 60700 },
  paused: { names: ['Zname', 'Zmodel'] },
  retried: { job: 'Zvalue', owner: 'Zname', repeated: false },
  refunded: { owner: 'Zname', credits: 203, left: 211 },
  dismissed: { reports: 203 },
  took_down: { effect: 'Zeffect', clips: 203, told: true },
  taken_down: { effect: 'Zeffect', reason: 'consent' },
  settings: {
    rules: {
      ...firstRules,
      models: ['Zmodel'],
      channels: ['Zname'],
      roles: ['Zvalue'],
      days: 405,
      credits: 607,
      askAbove: 304,
      roleCredits: { Zfolder: 708, everyone: 809 },
      adultsOnly: ['Zeffect', 'prompts', 'everything'],
    },
  },
  help: {},
};

const other: Partial<Sentences> = {
  accepted: { effect: 'Zeffect', seed: 305, takes: 1 },
  consent_asked: { effect: 'Zeffect', credits: 0 },
  price_asked: { credits: 203, left: 211, draft: 0 },
  finished: { effect: 'Zeffect', takes: 1, credits: 0 },
  cancelled: { wasRunning: 0 },
  cancel_too_late: { outcome: '' },
  waited: { clips: 1, failures: [] },
  deleted: { clips: 1 },
  delete_asked: { clips: 1 },
  not_deleted: { clips: 1 },
  rated: { liked: false },
  spending: { on: false, allowed: false, day: 0, month: 0, budgetDaily: null, budgetMonthly: null },
  paused: { names: [] },
  retried: { job: 'Zvalue', owner: 'Zname', repeated: true },
  dismissed: { reports: 0 },
  took_down: { effect: 'Zeffect', clips: 1, told: false },
  taken_down: { effect: 'Zeffect', reason: 'rules' },
  settings: { rules: { ...firstRules, cover: 'always', effects: { Zeffect: false, Zname: true } } },
};

// Who may see a clip is told in each language's own words.
const facts = { ...marks, asked: 'public', widest: 'community', reason: 'minor' };

const factSets = [
  {},
  facts,
  { ...facts, role: 'depth', file: 'depth', period: 'month', flag: '--seed', needed: 1 },
  { ...facts, role: 'logo', file: 'sound', fewest: 1, daily: 0 },
  { file: 'clip', period: 'day', what: 'prompts', reason: 'sexual' },
  { what: 'everything', reason: 'copyright' },
];

const argument = (name: string): unknown =>
  ({
    licence: 'yours',
    note: 'Zname',
    tip: 'Zname',
    next: 'Zname',
    ready: 'Zname',
    stability: 0.5,
    percent: 0.5,
  })[name] ?? 305;

const leaves = (value: unknown, path: string): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value(argument(path.split('.').at(-1) ?? ''), 2))]];
  return Object.entries(value as object).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`));
};

/** Everything a language can say, by where it is written: each sentence with everything it may name, and with nothing. */
export const said = ({ replies, failures, warnings, ...rest }: Speech): ReadonlyMap<string, string> => {
  const speak = replies as Readonly<Record<string, (values: unknown) => string>>;
  const spoken = (set: object, name: string) =>
    Object.entries(set).map(
      ([key, values]) => [`replies.${key} ${name}`, speak[key]?.(values) ?? ''] as const,
    );
  return new Map([
    ...spoken(full, 'full'),
    ...spoken(other, 'other'),
    ...Object.entries(failures).flatMap(([kind, tell]) =>
      factSets.map((facts, index) => [`failures.${kind} ${index}`, tell(facts)] as const),
    ),
    ...Object.entries(warnings).map(
      ([kind, tell]) =>
        [`warnings.${kind}`, tell({ kind: 'ratio', asked: marks.asked, used: marks.used })] as const,
    ),
    ...leaves(rest, 'words'),
  ]);
};
