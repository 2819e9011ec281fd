import { type DefaultName, defaultNames, type PersonalDefaults } from '../core/personal-defaults.ts';
import { effectIsOn, everyone, type Rules } from '../core/rules.ts';
import { isChat } from '../core/target.ts';
import type { Sentences } from '../core/text.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName, effectName, optionName } from './names.ts';

type SettingsValues = Sentences['settings'];

/** Effects that are turned off in a community. */
const effectsOff = (rules: Rules): string[] =>
  [...new Set([...Object.keys(rules.effects), 'kiss', 'hug'])].filter((name) => !effectIsOn(rules, name));

const listed = ({ format, locale }: Messages, names: readonly string[]): string =>
  names.length === 0 ? format('settings.all') : amountsIn(locale).list(names);

/** A role, as Discord shows it. */
const roleText = (format: Messages['format'], role: string): string =>
  role === everyone ? format('settings.everyone') : `<@&${role}>`;

/** The daily allowance of each role. */
const members = ({ format, locale }: Messages, { roleCredits }: Rules, member: number): string => {
  const { list, number } = amountsIn(locale);
  const each = Object.entries(roleCredits).map(([role, credits]) => {
    return `${roleText(format, role)} ${number(credits)}`;
  });
  return each.length === 0
    ? format('settings.members.default', { credits: member })
    : format('settings.members', { members: list(each) });
};

/** The caps of each role. */
const caps = ({ format, locale }: Messages, { roleCaps }: Rules): string[] => {
  const { list } = amountsIn(locale);
  const each = Object.entries(roleCaps).flatMap(([role, one]) => {
    const { resolution, seconds, rendered, models = [], watermark } = one;
    const limits = [
      ...(resolution ? [resolution] : []),
      ...(seconds ? [format('settings.caps.seconds', { seconds })] : []),
      ...(rendered ? [format('settings.caps.rendered', { seconds: rendered })] : []),
      ...(models.length > 0 ? [list(models)] : []),
      ...(watermark === undefined ? [] : [format(`settings.caps.watermark.${watermark ? 'on' : 'off'}`)]),
    ];
    return limits.length === 0 ? [] : [`${roleText(format, role)} ${limits.join(' · ')}`];
  });
  return each.length === 0 ? [] : [format('settings.caps', { caps: list(each) })];
};

const adults = (messages: Messages, { adultsOnly }: Rules): string => {
  const { format, locale } = messages;
  const named = (what: string): string =>
    what === 'prompts' || what === 'everything'
      ? format(`settings.adults.${what}`)
      : effectName(messages, what);
  return adultsOnly.length === 0
    ? format('settings.adults.nothing')
    : format('settings.adults', { what: amountsIn(locale).list(adultsOnly.map(named)) });
};

/** What depends on roles and age limits, which only Discord has. */
const byRole = (messages: Messages, rules: Rules, member: number): string[] => [
  members(messages, rules, member),
  ...caps(messages, rules),
  adults(messages, rules),
];

const defaultCredits = ({ format }: Messages, { community: credits }: SettingsValues['daily']): string =>
  credits === null ? format('settings.credits.none') : format('settings.credits.default', { credits });

/** The rules of a community, one line per rule. */
export const settingsText = (messages: Messages, { rules, daily }: SettingsValues): string => {
  const { format, locale, surface } = messages;
  const off = effectsOff(rules).map((name) => effectName(messages, name));
  const { models, channels, roles, cover, label, days, credits, askAbove } = rules;
  return [
    format('settings.title'),
    format('settings.visibility', {
      visibility: choiceName(messages, rules.visibility),
    }),
    format('settings.maximum', { visibility: choiceName(messages, rules.widest) }),
    off.length === 0
      ? format('settings.effects')
      : format('settings.effects.but', { effects: amountsIn(locale).list(off) }),
    format('settings.models', { models: listed(messages, models) }),
    format('settings.commercial', { state: rules.commercial ? 'on' : 'off' }),
    ...(surface === 'telegram'
      ? [format('settings.topics', { topics: channels.length })]
      : [
          format('settings.channels', {
            channels: listed(
              messages,
              channels.map((id) => `<#${id}>`),
            ),
          }),
          format('settings.roles', {
            roles: listed(
              messages,
              roles.map((role) => roleText(format, role)),
            ),
          }),
        ]),
    format(cover === 'always' ? 'settings.cover.always' : 'settings.cover'),
    format(label === 'always' ? 'settings.label.always' : 'settings.label'),
    days === null ? format('settings.days.never') : format('settings.days', { days }),
    credits === null ? defaultCredits(messages, daily) : format('settings.credits', { credits }),
    !askAbove ? format('settings.ask.never') : format('settings.ask', { credits: askAbove }),
    ...(surface === 'telegram' ? [] : byRole(messages, rules, daily.member)),
    format('settings.reports', { channel: rules.reports === null ? 'off' : `<#${rules.reports.channel}>` }),
    format(`settings.presets.${rules.presets}`),
    // The words themselves would be shown to everyone who reads this.
    format('settings.words', { words: rules.blockedWords.length }),
  ].join('\n');
};

/** Whether a default means something on a surface: elsewhere clips belong to no community. */
const means = (name: DefaultName, surface: string): boolean => name !== 'visibility' || isChat(surface);

/** The value of a default, as people read it. */
const defaultText = (messages: Messages, name: DefaultName, set: PersonalDefaults): string => {
  const value = set[name];
  if (value === undefined) return messages.format(`replies.defaults.unset.${name}`);
  if (typeof value === 'boolean') return choiceName(messages, value ? 'on' : 'off');
  if (typeof value === 'number') return amountsIn(messages.locale).duration(value);
  return name === 'effect' ? effectName(messages, value) : choiceName(messages, value);
};

/** What a person set for their new clips, one line each. */
export const defaultsText = (messages: Messages, set: PersonalDefaults): string =>
  [
    messages.format('replies.defaults'),
    ...defaultNames
      .filter((name) => means(name, messages.surface))
      .map((name) => `• ${optionName(messages, name)}: ${defaultText(messages, name, set)}`),
    messages.format('replies.defaults.how'),
  ].join('\n');
