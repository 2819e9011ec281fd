import type { NamedPreset } from '../core/preset.ts';
import type { Sentences } from '../core/text.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName, effectName, optionName } from './names.ts';
import { together, type Writing } from './writing.ts';

type Value = NamedPreset['values'][string];

// What a clip has anyway.
const usual: Readonly<Record<string, Value>> = {
  ...{ ratio: 'photo', resolution: '720p', fps: '24', tone: 'none', repair: 'gentle', loop: false },
};

const valueText = (messages: Messages, writing: Writing, option: string, value: Value): string => {
  if (option === 'effect') return effectName(messages, String(value));
  if (option === 'seconds') return amountsIn(messages.locale).duration(Number(value));
  if (typeof value === 'boolean') return choiceName(messages, value ? 'on' : 'off');
  if (typeof value === 'number') return String(value);
  const name = choiceName(messages, value);
  return name === value ? writing.literally(value) : name;
};

const first = ['effect', 'prompt', 'seconds', 'ratio'];
const placeOf = (option: string): number => (first.includes(option) ? first.indexOf(option) : first.length);

const valuesOf = ({ values }: NamedPreset): [string, Value][] =>
  Object.entries(values)
    .filter(([option, value]) => usual[option] !== value)
    .sort(([one], [other]) => placeOf(one) - placeOf(other));

const longestPrompt = 60;

const shortened = (text: string): string =>
  text.length <= longestPrompt ? text : `${text.slice(0, longestPrompt - 1)}…`;

/** A preset in a list: its name and what it sets first. */
const presetLine = (messages: Messages, writing: Writing, preset: NamedPreset): string => {
  const { effect, prompt, seconds } = preset.values;
  const shown = [
    ...(effect === undefined ? [] : [valueText(messages, writing, 'effect', effect)]),
    ...(seconds === undefined ? [] : [valueText(messages, writing, 'seconds', seconds)]),
    ...(prompt === undefined
      ? []
      : [messages.format('card.prompt', { words: writing.literally(shortened(String(prompt))) })]),
  ];
  const more = valuesOf(preset).length - shown.length;
  const rest = more > 0 ? [messages.format('replies.presets.more', { more })] : [];
  return `• ${writing.literally(preset.name)}: ${[...shown, ...rest].join(' · ')}`;
};

const presetsText = (messages: Messages, { own, shared }: Sentences['presets'], writing: Writing): string => {
  const { format } = messages;
  const section = (title: string, list: readonly NamedPreset[]): string[] =>
    list.length === 0 ? [] : [title, ...list.map((one) => presetLine(messages, writing, one))];
  return [
    ...section(format('replies.presets'), own),
    ...section(format('replies.presets.shared'), shared),
    format('replies.presets.how', { name: writing.literally((own[0] ?? shared[0])?.name ?? '') }),
  ].join('\n');
};

const presetText = (
  messages: Messages,
  { preset, shared }: Sentences['preset'],
  writing: Writing,
): string => {
  const { format } = messages;
  const name = writing.literally(preset.name);
  return [
    format(shared ? 'replies.preset.shared' : 'replies.preset', { name }),
    ...valuesOf(preset).map(
      ([option, value]) =>
        `• ${optionName(messages, option)}: ${valueText(messages, writing, option, value)}`,
    ),
    format('replies.preset.how', { name }),
  ].join('\n');
};

/** What is said about presets. */
export const presetSayings = (messages: Messages, writing: Writing) => {
  const { format } = messages;
  const named = (name: string) => ({ name: writing.literally(name) });
  return {
    presets: (values: Sentences['presets']) => presetsText(messages, values, writing),
    no_presets: () => format('replies.no-presets'),
    preset: (values: Sentences['preset']) => presetText(messages, values, writing),
    preset_saved: ({ name, prompt }: Sentences['preset_saved']) =>
      together(
        messages,
        format('replies.preset-saved', named(name)),
        together(
          messages,
          prompt ? format('replies.preset-saved.prompt') : '',
          format('replies.preset.how', named(name)),
        ),
      ),
    preset_shared: ({ name }: Sentences['preset_shared']) => format('replies.preset-shared', named(name)),
    preset_deleted: ({ name, shared }: Sentences['preset_deleted']) =>
      format(shared ? 'replies.preset-deleted.shared' : 'replies.preset-deleted', named(name)),
    preset_exported: ({ name }: Sentences['preset_exported']) =>
      format('replies.preset-exported', named(name)),
  };
};
