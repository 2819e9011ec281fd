import type { Rules } from '../../core/rules.ts';
import { allowances, effectsOff } from '../rules.ts';

const listed = (names: readonly string[]): string => (names.length === 0 ? 'all' : names.join(', '));

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const off = effectsOff(rules);
  return [
    'What this community allows:',
    `New clips: ${rules.visibility} unless somebody asks otherwise; ${rules.widest} at most`,
    `Effects: all${off.length === 0 ? '' : ` but ${off.join(', ')}`}`,
    `Models: ${listed(rules.models)}`,
    `Channels: ${listed(rules.channels)}`,
    `Roles: ${listed(rules.roles)}`,
    `Covered until clicked: ${rules.cover === 'always' ? 'always' : 'when asked for'}`,
    `Clips are kept ${rules.days === null ? 'until they are deleted' : `${rules.days} days`}`,
    `Credits a day: ${rules.credits ?? 'as the operator says'}`,
    `Asked before it is started: ${rules.askAbove === null ? 'nothing' : `what costs more than ${rules.askAbove} credits`}`,
    `Credits a day for each member: ${allowances(rules, 'everyone', String).join(', ') || 'as the operator says'}`,
    `Only in age-restricted channels: ${rules.adultsOnly.join(', ') || 'nothing'}`,
  ].join('\n');
};
