import { command, type Request } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { nearest } from '../src/core/parse.ts';
import { reply } from '../src/core/reply.ts';
import { adultWords, covers, everyone, type Rules } from '../src/core/rules.ts';
import { visibilities } from '../src/core/visibility.ts';
import type { House } from '../src/jobs/house.ts';
import { changeRules, rulesOf } from '../src/jobs/rules.ts';

/** The community somebody manages. Throws Failure `no_community` or `not_manager`. */
const managed = ({ actor, community }: Request): string => {
  if (community === null) throw new Failure('no_community');
  if (actor.manages?.includes(community) !== true) throw new Failure('not_manager');
  return community;
};

/** The ids in what somebody wrote, mentions or plain; none means all. */
const idsIn = (words: string): string[] => [...new Set(words.match(/\d{5,25}/g) ?? [])];

const roleIn = (words: string): string | undefined =>
  /^@?everyone$/i.test(words.trim()) ? everyone : idsIn(words)[0];

/** Allowances by role with one set, or taken back where no credits are named. Throws Failure `missing_option`. */
const withRole = (
  before: Rules['roleCredits'],
  words: string | null,
  credits: number | null,
): Rules['roleCredits'] => {
  const role = roleIn(words ?? '');
  if (role === undefined && (words !== null || credits !== null))
    throw new Failure('missing_option', { option: 'role' });
  if (role === undefined) return before;
  const { [role]: _taken, ...others } = before;
  return credits === null ? others : { ...others, [role]: credits };
};

/** What is for age-restricted channels alone. Throws Failure `unknown_choice`: a slip must not open what was meant to be closed. */
const adultsOnlyIn = (house: House, words: string): string[] => {
  const names = words
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((name) => name !== '' && name !== 'none');
  const models = house.engines.flatMap((engine) => engine.models().map(({ name }) => name));
  const known: string[] = [...adultWords, ...house.effects.map(({ name }) => name), ...models];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return [...new Set(names)];
  const facts = { option: 'adults-only', value: unknown, nearest: nearest(unknown, known) };
  throw new Failure('unknown_choice', { ...facts, choices: `none, ${known.join(', ')}` });
};

const modelsIn = (house: House, words: string): string[] => {
  const known = house.engines.flatMap((engine) => engine.models().map((model) => model.name));
  return words.split(/[\s,]+/).filter((word) => known.includes(word));
};

/** What a community allows: shown, or changed by those who manage it. */
export const settings = command({
  name: 'settings',
  manages: true,
  options: {
    'new-clips': { type: 'choice', choices: visibilities },
    'at-most': { type: 'choice', choices: visibilities },
    'allow-effect': { type: 'choice', choices: 'effects' },
    'forbid-effect': { type: 'choice', choices: 'effects' },
    models: { type: 'text', maximum: 500 },
    channels: { type: 'text', maximum: 500 },
    roles: { type: 'text', maximum: 500 },
    cover: { type: 'choice', choices: covers },
    'keep-days': { type: 'number', minimum: 0, maximum: 3_650, whole: true },
    'daily-credits': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    'ask-above': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    role: { type: 'text', maximum: 100 },
    'role-credits': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    'adults-only': { type: 'text', maximum: 500 },
  },
  run: async (house: House, request, values) => {
    const community = managed(request);
    const before = await rulesOf(house, community);
    const [on, off, days] = [values['allow-effect'], values['forbid-effect'], values['keep-days']];
    const change: Partial<Rules> = {
      ...(values['new-clips'] === null ? {} : { visibility: values['new-clips'] }),
      ...(values['at-most'] === null ? {} : { widest: values['at-most'] }),
      effects: {
        ...before.effects,
        ...(on === null ? {} : { [on]: true }),
        ...(off === null ? {} : { [off]: false }),
      },
      ...(values.models === null ? {} : { models: modelsIn(house, values.models) }),
      ...(values.channels === null ? {} : { channels: idsIn(values.channels) }),
      ...(values.roles === null ? {} : { roles: idsIn(values.roles) }),
      ...(values.cover === null ? {} : { cover: values.cover }),
      ...(days === null ? {} : { days: days === 0 ? null : days }),
      ...(values['daily-credits'] === null ? {} : { credits: values['daily-credits'] }),
      ...(values['ask-above'] === null ? {} : { askAbove: values['ask-above'] || null }),
      roleCredits: withRole(before.roleCredits, values.role, values['role-credits']),
      ...(values['adults-only'] === null ? {} : { adultsOnly: adultsOnlyIn(house, values['adults-only']) }),
    };
    const rules = await changeRules(house, community, change);
    return reply({ key: 'settings', values: { rules } });
  },
});
