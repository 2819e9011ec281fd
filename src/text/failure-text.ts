import type { FailureKind, FailureRecord } from '../core/failure.ts';
import { type ReadFacts, readFacts } from './failure-facts.ts';
import { photos, type Say, sounds } from './file-failures.ts';
import type { Messages, PlainKey } from './messages.ts';
import { objectText } from './moderation-text.ts';
import { choiceName } from './names.ts';
import { plainWriting, together, type Writing } from './writing.ts';

/** Kinds whose message takes no values. */
type PlainKind = Exclude<
  { [Kind in FailureKind]: `failures.${Kind}` extends PlainKey ? Kind : never }[FailureKind],
  'expired'
>;
const credits = ({ number, moment }: ReadFacts) => ({
  ...{ needed: number('needed'), left: number('left'), daily: number('daily'), resets: moment('resets') },
});

const unknownChoice: Say = ({ format }, { choice, choices, has, option, raw, written }) => {
  if (raw('option') === 'visibility' && raw('value') === 'public')
    return format('failures.unknown_choice.public');
  const values = { option: option('option'), value: written('value'), choices: choices('choices') };
  return has('nearest')
    ? format('failures.unknown_choice.near', { ...values, nearest: choice('nearest') })
    : format('failures.unknown_choice', values);
};

const adultsOnly: Say = ({ format }, { raw, effect }) => {
  const what = raw('what');
  return what === 'prompts' || what === 'everything' || what === 'clip'
    ? format(`failures.adults_only.${what}`)
    : format('failures.adults_only', { what: effect('what') });
};

const presets = {
  preset_gone: ({ format }, { option, written }) =>
    format('failures.preset_gone', {
      ...{ name: written('name'), option: option('option'), value: written('value') },
    }),
  unknown_preset: ({ format }, { has, written }) =>
    has('nearest')
      ? format('failures.unknown_preset.near', { value: written('value'), nearest: written('nearest') })
      : format('failures.unknown_preset', { value: written('value') }),
  preset_taken: ({ format }, { written }) => format('failures.preset_taken', { name: written('name') }),
  too_many_presets: ({ format }, { number }) =>
    format('failures.too_many_presets', { limit: number('limit') }),
  preset_field: ({ format }, { raw, written }) =>
    format('failures.preset_field', { reason: raw('reason'), field: written('field') }),
} as const satisfies Partial<Record<FailureKind, Say>>;

const usage = {
  unknown_command: ({ format }, { has, written }) =>
    has('nearest')
      ? format('failures.unknown_command.near', { value: written('value'), nearest: written('nearest') })
      : format('failures.unknown_command', { value: written('value') }),
  unknown_option: ({ format }, { has, written }) =>
    has('nearest')
      ? format('failures.unknown_option.near', { option: written('option'), nearest: written('nearest') })
      : format('failures.unknown_option', { option: written('option') }),
  unknown_choice: unknownChoice,
  compare_same: ({ format }, { choice }) => format('failures.compare_same', { value: choice('value') }),
  default_gone: ({ format }, { option, written }) =>
    format('failures.default_gone', { option: option('option'), value: written('value') }),
  missing_option: ({ format }, { has, option, raw, written }) => {
    if (has('flag')) return format('failures.missing_option.value', { flag: written('flag') });
    if (/^photos?$/.test(raw('option'))) return format('failures.missing_option.photo');
    const second = /^(last|reference)$/.test(raw('option')) ? '.second' : '';
    return format(`failures.missing_option${second}`, { option: option('option') });
  },
  too_many_clips: ({ format }, { number }) =>
    format('failures.too_many_clips', { clips: number('clips'), max: number('max') }),
  too_many_choices: ({ format }, { number, option }) =>
    format('failures.too_many_choices', { option: option('option'), maximum: number('maximum') }),
  bad_number: ({ format }, { number, option }) =>
    format('failures.bad_number', {
      ...{ option: option('option'), minimum: number('minimum'), maximum: number('maximum') },
    }),
  output_not_folder: ({ format }, { written }) =>
    format('failures.output_not_folder', { path: written('path') }),
  join_count: ({ format }, { number }) =>
    format('failures.join_count', { minimum: number('minimum'), maximum: number('maximum') }),
  no_such_number: ({ format }, { number, raw }) =>
    format('failures.no_such_number', { value: raw('value'), max: number('max') }),
  part_gone: ({ format }, { number }) =>
    format('failures.part_gone', { number: number('number'), count: number('count') }),
  join_too_long: ({ format }, { number }) =>
    format('failures.join_too_long', { seconds: number('seconds'), limit: number('limit', 120) }),
  format_too_large: (messages, { raw }) =>
    messages.format('failures.format_too_large', { format: choiceName(messages, raw('format')) }),
  format_unavailable: (messages, { raw }) =>
    messages.format('failures.format_unavailable', {
      ...{ format: choiceName(messages, raw('format')), codec: raw('codec') },
    }),
  bad_camera: ({ format }, { raw }) => format('failures.bad_camera', { value: raw('value') }),
  bad_text: ({ format }, { number, option }) =>
    format('failures.bad_text', { option: option('option'), maximum: number('maximum') }),
  motion_limit: ({ format }, { raw }) => format('failures.motion_limit', { to: raw('to') }),
  too_much_motion: ({ format }, { number }) =>
    format('failures.too_much_motion', { percent: number('percent'), limit: number('limit', 20) }),
  too_long: ({ format }, { number }) =>
    format('failures.too_long', { seconds: number('seconds'), limit: number('limit', 60) }),
  not_extendable: ({ format }, { effect }) => format('failures.not_extendable', { effect: effect('effect') }),
} as const satisfies Partial<Record<FailureKind, Say>>;

const cannotAsk: Say = ({ format }, { has, written }) =>
  has('flag') ? format('failures.cannot_ask.flag', { flag: written('flag') }) : format('failures.cannot_ask');

const limits = {
  too_many_requests: ({ format }, { number }) =>
    format('failures.too_many_requests', { seconds: number('seconds', 60) }),
  effect_off: ({ format }, { effect }) => format('failures.effect_off', { effect: effect('effect') }),
  no_last_frame: ({ format }, { has, written }) =>
    has('model')
      ? format('failures.no_last_frame.model', { model: written('model') })
      : format('failures.no_last_frame'),
  last_frame_pair: ({ format }, { effect }) =>
    format('failures.last_frame_pair', { effect: effect('effect') }),
  not_commercial: ({ format }, { written }) => format('failures.not_commercial', { model: written('model') }),
  model_off: ({ format }, { written }) => format('failures.model_off', { model: written('model') }),
  over_cap: ({ format }, { raw, written }) =>
    format('failures.over_cap', { of: raw('of'), limit: written('limit') }),
  rendered_enough: ({ format }, { number }) =>
    format('failures.rendered_enough', { limit: number('limit'), left: number('left') }),
  too_open: ({ format }, { raw }) => format('failures.too_open', { widest: raw('widest') }),
  adults_only: adultsOnly,
  cannot_ask: cannotAsk,
  taken_down: (messages, { raw }) =>
    together(
      messages,
      messages.format('failures.taken_down', { reason: raw('reason') }),
      objectText(messages, raw('contact')),
    ),
  too_many_reports: ({ format }, { number }) =>
    format('failures.too_many_reports', { limit: number('limit') }),
  too_many_jobs: ({ format }, { number }) => format('failures.too_many_jobs', { limit: number('limit') }),
  too_many_community_jobs: ({ format }, { number }) =>
    format('failures.too_many_community_jobs', { limit: number('limit') }),
  no_room: ({ format }, { number }) => format('failures.no_room', { megabytes: number('megabytes') }),
  no_credits: ({ format }, facts) =>
    facts.number('daily') < facts.number('needed')
      ? format('failures.no_credits.never', { needed: facts.number('needed'), left: facts.number('left') })
      : format('failures.no_credits', credits(facts)),
  no_community_credits: ({ format }, facts) => format('failures.no_community_credits', credits(facts)),
  no_role_credits: ({ format }, facts) => format('failures.no_role_credits', credits(facts)),
  budget_spent: ({ format }, { raw, moment }) =>
    format('failures.budget_spent', { period: raw('period'), resets: moment('resets') }),
} as const satisfies Partial<Record<FailureKind, Say>>;

const service = {
  expired: ({ format }, { has, raw }) => {
    if (raw('file') === 'clip') return format('failures.expired.clip');
    return has('file')
      ? format('failures.expired.stored', { file: raw('file') })
      : format('failures.expired');
  },
  unavailable: ({ format }, { raw, written }) =>
    ['', 'engine'].includes(raw('name'))
      ? format('failures.unavailable.engine')
      : format('failures.unavailable', { name: written('name') }),
  fault: ({ format }, { has, raw }) =>
    format(has('minutes') ? 'failures.fault.waited' : 'failures.fault', { of: raw('of') }),
  output_unwritable: ({ format }, { written }) =>
    format('failures.output_unwritable', { path: written('path') }),
  data_folder_busy: ({ format }, { written }) =>
    format('failures.data_folder_busy', { folder: written('folder') }),
  backup_busy: ({ format }, { raw }) => format('failures.backup_busy', { folder: raw('folder') }),
  backup_missing: ({ format }, { raw }) => format('failures.backup_missing', { folder: raw('folder') }),
  backup_damaged: ({ format }, { raw }) => format('failures.backup_damaged', { name: raw('name') }),
  copy_damaged: ({ format }, { raw }) => format('failures.copy_damaged', { name: raw('name') }),
  backup_version: ({ format }, { raw }) =>
    format('failures.backup_version', { backup: raw('backup'), program: raw('program') }),
  store_newer: ({ format }, { raw }) =>
    format('failures.store_newer', { database: raw('database'), program: raw('program') }),
  store_changed: ({ format }, { raw }) =>
    format('failures.store_changed', { database: raw('database'), program: raw('program') }),
  bad_setting: ({ format }, { written }) =>
    format('failures.bad_setting', { name: written('name'), rule: written('rule') }),
  port_taken: ({ format }, { raw }) => format('failures.port_taken', { port: raw('port') }),
} as const satisfies Partial<Record<FailureKind, Say>>;

const naming: Readonly<Record<Exclude<FailureKind, PlainKind>, Say>> = {
  ...photos,
  ...sounds,
  ...presets,
  ...usage,
  ...limits,
  ...service,
};

const namesValues = (kind: FailureKind): kind is keyof typeof naming => Object.hasOwn(naming, kind);

/** What happened and what to do next. Doesn't say whether anything was charged; that is a separate sentence. */
export const failureText = (
  messages: Messages,
  { kind, facts }: FailureRecord,
  writing: Writing = plainWriting(messages.locale),
): string =>
  namesValues(kind)
    ? naming[kind](messages, readFacts(messages, facts, writing))
    : messages.format(`failures.${kind}`);
