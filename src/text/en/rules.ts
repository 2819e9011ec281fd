import { everyone, type Rules } from '../../core/rules.ts';

const listed = (names: readonly string[]): string => (names.length === 0 ? 'all' : names.join(', '));

const roleInWords = (role: string): string => (role === everyone ? role : `<@&${role}>`);

const allowances = ({ roleCredits }: Rules): string =>
  Object.entries(roleCredits)
    .map(([role, credits]) => `${roleInWords(role)} ${credits}`)
    .join(', ');

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const named = (on: boolean): string[] =>
    Object.keys(rules.effects).filter((name) => rules.effects[name] === on);
  return [
    'What this community allows:',
    `New clips: ${rules.visibility} unless said otherwise; at most ${rules.widest}`,
    `Effects: all but ${named(false).join(', ') || 'none'}; kiss and hug only when allowed (${named(true).join(', ') || 'not yet'})`,
    `Models: ${listed(rules.models)}`,
    `Channels: ${listed(rules.channels)}`,
    `Roles: ${listed(rules.roles)}`,
    `Covered until clicked: ${rules.cover === 'always' ? 'always' : 'when asked for'}`,
    `Clips are kept ${rules.days === null ? 'until they are deleted' : `${rules.days} days`}`,
    `Credits a day: ${rules.credits ?? 'as the operator says'}`,
    `Credits a day for each member: ${allowances(rules) || 'as the operator says'}`,
    `Only in age-restricted channels: ${rules.adultsOnly.join(', ') || 'nothing'}`,
  ].join('\n');
};
