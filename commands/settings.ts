import type { Caps } from '../src/core/caps.ts';
import { command, type Request } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { resolutions } from '../src/core/order.ts';
import { visibilities } from '../src/core/permission.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { adultWords, covers, labels, presetSharers, type Rules } from '../src/core/rules.ts';
import { changeRules } from '../src/jobs/community-rules.ts';
import { reportsHere } from '../src/jobs/report-clip.ts';
import type { Services } from '../src/jobs/services.ts';
import { idsIn, namesIn, roleIn, wordsAfter } from './setting-lists.ts';

/** The community the requester manages. Throws `Failure` `no_community` or `not_manager`. */
const managed = ({ actor, community }: Request): string => {
  if (community === null) throw new Failure('no_community');
  if (actor.manages?.includes(community) !== true) throw new Failure('not_manager');
  return community;
};

type ByRole = Pick<Rules, 'roleCredits' | 'roleCaps'>;

/** The role limits with one role changed, or reset when no limit is given for it. Throws `Failure` `missing_option`. */
const withRole = (
  { roleCredits, roleCaps }: ByRole,
  words: string | null,
  credits: number | null,
  caps: Partial<Caps>,
): ByRole => {
  const capped = Object.keys(caps).length > 0;
  const limited = capped || credits !== null;
  if (words === null && !limited) return { roleCredits, roleCaps };
  if (words === null) throw new Failure('missing_option', { option: 'role' });
  const role = roleIn(words);
  if (!limited) {
    const { [role]: _credits, ...otherCredits } = roleCredits;
    const { [role]: _caps, ...otherCaps } = roleCaps;
    return { roleCredits: otherCredits, roleCaps: otherCaps };
  }
  return {
    roleCredits: credits === null ? roleCredits : { ...roleCredits, [role]: credits },
    roleCaps: capped ? { ...roleCaps, [role]: { ...roleCaps[role], ...caps } } : roleCaps,
  };
};

const modelsOf = (services: Services): string[] =>
  services.engines.flatMap((engine) => engine.models().map(({ name }) => name));

const adultNames = (services: Services): string[] => [
  ...adultWords,
  ...services.effects.map(({ name }) => name),
  ...modelsOf(services),
];

/** Elsewhere there are no such channels, roles and age limits, so that these would only shut people out. */
const onDiscord = { on: ['discord'] } as const;

/** The channels after a topic was chosen by running the command there. */
const withTopic = (
  { channels }: Rules,
  topics: 'this-topic' | 'all-topics',
  here: string,
): readonly string[] => (topics === 'all-topics' ? [] : [...new Set([...channels, here])]);

/** The settings as they apply, with the operator's where the community has none. */
const shown = ({ limits }: Services, rules: Rules): Reply => {
  const daily = { member: limits.daily, community: limits.communityDaily };
  const applied = { ...rules, askAbove: rules.askAbove ?? limits.askAbove };
  return reply({ key: 'settings', values: { rules: applied, daily } });
};

/** Shows a community's settings, or changes them for its admins. */
export const settings = command({
  name: 'settings',
  manages: true,
  form: true,
  options: {
    // Never public: publishing a clip is for its owner, who is asked first.
    'new-clips': { type: 'choice', choices: ['private', 'community'] },
    'at-most': { type: 'choice', choices: visibilities },
    'allow-effect': { type: 'choice', choices: 'effects' },
    'forbid-effect': { type: 'choice', choices: 'effects' },
    models: { type: 'text', maximum: 500 },
    channels: { type: 'text', maximum: 1_000, mentions: 'channel', ...onDiscord },
    roles: { type: 'text', maximum: 1_000, mentions: 'role', ...onDiscord },
    topics: { type: 'choice', choices: ['this-topic', 'all-topics'], on: ['telegram'] },
    cover: { type: 'choice', choices: covers },
    label: { type: 'choice', choices: labels },
    commercial: { type: 'choice', choices: ['on', 'off'] },
    presets: { type: 'choice', choices: presetSharers },
    'keep-days': { type: 'number', minimum: 0, maximum: 3_650, whole: true },
    'daily-credits': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    'ask-above': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true },
    role: { type: 'text', maximum: 100, mentions: 'role', ...onDiscord },
    'role-credits': { type: 'number', minimum: 0, maximum: 1_000_000, whole: true, ...onDiscord },
    'role-resolution': { type: 'choice', choices: resolutions, ...onDiscord },
    'role-seconds': { type: 'number', minimum: 1, maximum: 60, whole: true, ...onDiscord },
    'role-render': { type: 'number', minimum: 1, maximum: 86_400, whole: true, ...onDiscord },
    'role-models': { type: 'text', maximum: 500, ...onDiscord },
    'role-watermark': { type: 'choice', choices: ['on', 'off'], ...onDiscord },
    'adults-only': { type: 'text', maximum: 500, ...onDiscord },
    'reports-channel': { type: 'choice', choices: ['here', 'off'], on: 'chats' },
    'block-words': { type: 'text', maximum: 500 },
    'allow-words': { type: 'text', maximum: 500 },
  },
  run: async (services: Services, request, values) => {
    const community = managed(request);
    const [on, off, days] = [values['allow-effect'], values['forbid-effect'], values['keep-days']];
    const { models, channels, roles, role, topics, 'adults-only': adults } = values;
    const reports = values['reports-channel'];
    const change: Partial<Rules> = {
      ...(reports === 'off' ? { reports: null } : {}),
      ...(values['new-clips'] === null ? {} : { visibility: values['new-clips'] }),
      ...(values['at-most'] === null ? {} : { widest: values['at-most'] }),
      ...(models === null ? {} : { models: namesIn('models', models, modelsOf(services), 'all') }),
      ...(channels === null ? {} : { channels: idsIn('channels', channels) }),
      ...(roles === null ? {} : { roles: idsIn('roles', roles) }),
      ...(values.cover === null ? {} : { cover: values.cover }),
      ...(values.label === null ? {} : { label: values.label }),
      ...(values.commercial === null ? {} : { commercial: values.commercial === 'on' }),
      ...(values.presets === null ? {} : { presets: values.presets }),
      ...(days === null ? {} : { days: days === 0 ? null : days }),
      ...(values['daily-credits'] === null ? {} : { credits: values['daily-credits'] }),
      ...(values['ask-above'] === null ? {} : { askAbove: values['ask-above'] }),
      ...(adults === null
        ? {}
        : { adultsOnly: namesIn('adults-only', adults, adultNames(services), 'none') }),
    };
    const named = values['role-models'];
    const caps: Partial<Caps> = {
      ...(values['role-resolution'] === null ? {} : { resolution: values['role-resolution'] }),
      ...(values['role-seconds'] === null ? {} : { seconds: values['role-seconds'] }),
      ...(values['role-render'] === null ? {} : { rendered: values['role-render'] }),
      ...(values['role-watermark'] === null ? {} : { watermark: values['role-watermark'] === 'on' }),
      ...(named === null ? {} : { models: namesIn('role-models', named, modelsOf(services), 'all') }),
    };
    const rules = await changeRules(services, community, (before) => ({
      ...(topics === null ? {} : { channels: withTopic(before, topics, request.channel ?? '') }),
      ...change,
      effects: {
        ...before.effects,
        ...(on === null ? {} : { [on]: true }),
        ...(off === null ? {} : { [off]: false }),
      },
      blockedWords: wordsAfter(before.blockedWords, values['block-words'], values['allow-words']),
      ...withRole(before, role, values['role-credits'], caps),
    }));
    if (reports !== 'here') return shown(services, rules);
    // Said in the channel once all else was accepted.
    const channel = { reports: await reportsHere(services, request, rules.reports) };
    const now = await changeRules(services, community, () => channel);
    return shown(services, now);
  },
});
