import { command, type Request } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { adultWords, covers, labels, type Rules } from '../src/core/rules.ts';
import { visibilities } from '../src/core/visibility.ts';
import type { House } from '../src/jobs/house.ts';
import { changeRules } from '../src/jobs/rules.ts';
import { idsIn, namesIn, roleIn } from './setting-lists.ts';

/** The community somebody manages. Throws Failure `no_community` or `not_manager`. */
const managed = ({ actor, community }: Request): string => {
  if (community === null) throw new Failure('no_community');
  if (actor.manages?.includes(community) !== true) throw new Failure('not_manager');
  return community;
};

/** Allowances by role with one set, or taken back where no credits are named. Throws Failure `missing_option`. */
const withRole = (
  before: Rules['roleCredits'],
  words: string | null,
  credits: number | null,
): Rules['roleCredits'] => {
  if (words === null && credits === null) return before;
  if (words === null) throw new Failure('missing_option', { option: 'role' });
  const role = roleIn(words);
  const { [role]: _taken, ...others } = before;
  return credits === null ? others : { ...others, [role]: credits };
};

const modelsOf = (house: House): string[] =>
  house.engines.flatMap((engine) => engine.models().map(({ name }) => name));

const adultNames = (house: House): string[] => [
  ...adultWords,
  ...house.effects.map(({ name }) => name),
  ...modelsOf(house),
];

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
    label: { type: 'choice', choices: labels },
    'keep-days': { type: 'number', minimum: 0, maximum: 3_650, whole: true },
    'daily-credits': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    'ask-above': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    role: { type: 'text', maximum: 100 },
    'role-credits': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    'adults-only': { type: 'text', maximum: 500 },
  },
  run: async (house: House, request, values) => {
    const community = managed(request);
    const [on, off, days] = [values['allow-effect'], values['forbid-effect'], values['keep-days']];
    const { models, channels, roles, role, 'adults-only': adults } = values;
    const change: Partial<Rules> = {
      ...(values['new-clips'] === null ? {} : { visibility: values['new-clips'] }),
      ...(values['at-most'] === null ? {} : { widest: values['at-most'] }),
      ...(models === null ? {} : { models: namesIn('models', models, modelsOf(house), 'all') }),
      ...(channels === null ? {} : { channels: idsIn('channels', channels) }),
      ...(roles === null ? {} : { roles: idsIn('roles', roles) }),
      ...(values.cover === null ? {} : { cover: values.cover }),
      ...(values.label === null ? {} : { label: values.label }),
      ...(days === null ? {} : { days: days === 0 ? null : days }),
      ...(values['daily-credits'] === null ? {} : { credits: values['daily-credits'] }),
      ...(values['ask-above'] === null ? {} : { askAbove: values['ask-above'] || null }),
      ...(adults === null ? {} : { adultsOnly: namesIn('adults-only', adults, adultNames(house), 'none') }),
    };
    const rules = await changeRules(house, community, (before) => ({
      ...change,
      effects: {
        ...before.effects,
        ...(on === null ? {} : { [on]: true }),
        ...(off === null ? {} : { [off]: false }),
      },
      roleCredits: withRole(before.roleCredits, role, values['role-credits']),
    }));
    return reply({ key: 'settings', values: { rules } });
  },
});
