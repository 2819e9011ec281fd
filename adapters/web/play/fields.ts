import { html } from 'ghtml';
import type { Catalogue, FileKind, Option, Options } from '../../../src/core/command.ts';
import type { RecipeOrder } from '../../../src/core/recipe.ts';
import { amountsIn } from '../../../src/text/amounts.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { aboutOption, choiceName, optionName } from '../../../src/text/names.ts';
import { limitOf } from './upload.ts';

export type Form = {
  readonly messages: Messages;
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  /** What is filled in already. */
  readonly values: Readonly<Record<string, string>>;
  /** What a choice is called where nothing is chosen. */
  readonly absent: string;
  /** Whether nothing chosen means what an option usually is. */
  readonly usual?: boolean;
  /** What an option is where nothing is chosen, if its declaration does not say. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** How that is said. */
  readonly defaultKey?: 'web.play.usual-value' | 'web.play.as-before-value';
  /** Clips that may be chosen, id and name. */
  readonly clips?: readonly (readonly [string, string])[];
  /** Whether the fields speak for themselves, without hints. */
  readonly plain?: boolean;
  /** What cannot be chosen here. */
  readonly without?: readonly string[];
};

/** What people read for a name declared elsewhere. */
export const nameOf = (messages: Messages, name: string): string =>
  messages.find(`effects.${name}`) ?? choiceName(messages, name);

const types: Record<FileKind, string> = {
  sound: 'audio/*',
  depth: 'image/*',
  logo: 'image/*',
};

/** How large a file may be, and what its field says to one that is larger. */
const weighed = (messages: Messages, option: Option & { type: 'file' }): string => {
  const { kind, megabytes } = limitOf(option);
  const heavy = messages.format(kind === 'sound' ? 'web.play.heavy-sound' : 'web.play.heavy', {
    megabytes,
    size: '#',
  });
  return html`data-megabytes="${megabytes}" data-heavy="${heavy}"`;
};

const choicesOf = (
  { known, without = [] }: Form,
  { choices }: Option & { type: 'choice' },
): readonly string[] =>
  (typeof choices === 'string' ? known[choices] : choices).filter((name) => !without.includes(name));

/** What a control says while nothing is chosen, with the value that is used then where it is known. */
const absentIn = (
  { absent, usual, defaults, defaultKey, messages }: Form,
  name: string,
  option: Option,
): string => {
  const { format } = messages;
  const given = defaults?.[name];
  if (given !== undefined) return format(defaultKey ?? 'web.play.usual-value', { value: given });
  if (usual !== true || !('usual' in option) || option.usual === undefined) return absent;
  const value =
    typeof option.usual === 'boolean'
      ? format(option.usual ? 'web.play.on' : 'web.play.off')
      : nameOf(messages, String(option.usual));
  return format('web.play.usual-value', { value });
};

const described = ({ plain }: Form, name: string): string =>
  plain === true ? '' : html`aria-describedby="hint-${name}"`;

const select = (
  form: Form,
  name: string,
  option: Option,
  entries: readonly (readonly [string, string])[],
) => {
  const shown = [['', absentIn(form, name, option)] as const, ...entries].map(
    ([value, label]) =>
      html`<option value="${value}" !${form.values[name] === value ? 'selected' : ''}>${label}</option>`,
  );
  return html`<select id="option-${name}" !${described(form, name)} name="${name}">!${shown}</select>`;
};

/** A field with suggestions, for what may also be written. */
const combo = (form: Form, name: string, option: Option & { type: 'choice' }, value: string) => {
  const entries = choicesOf(form, option).map(
    (one) => html`<option value="${one}">${nameOf(form.messages, one)}</option>`,
  );
  return html`<input id="option-${name}" !${described(form, name)} name="${name}" list="list-${name}" maxlength="60" autocomplete="off" spellcheck="false" value="${value}" placeholder="${absentIn(form, name, option)}"><datalist id="list-${name}">!${entries}</datalist>`;
};

const control = (form: Form, name: string, option: Option): string => {
  const { messages, values } = form;
  const value = values[name] ?? '';
  switch (option.type) {
    case 'choice':
      return option.or === undefined
        ? select(
            form,
            name,
            option,
            choicesOf(form, option).map((one) => [one, nameOf(messages, one)]),
          )
        : combo(form, name, option, value);
    case 'flag':
      return select(form, name, option, [
        ['on', messages.format('web.play.on')],
        ['off', messages.format('web.play.off')],
      ]);
    case 'number':
      return html`<input id="option-${name}" !${described(form, name)} name="${name}" type="number" inputmode="decimal" min="${option.minimum}" max="${option.maximum}" step="${option.whole ? '1' : 'any'}" value="${value}" placeholder="${absentIn(form, name, option)}">`;
    case 'text':
      return option.maximum > 100
        ? html`<textarea id="option-${name}" !${described(form, name)} name="${name}" rows="3" maxlength="${option.maximum}">${value}</textarea>`
        : html`<input id="option-${name}" !${described(form, name)} name="${name}" maxlength="${option.maximum}" value="${value}">`;
    case 'id':
      return select(form, name, option, form.clips ?? []);
    case 'file':
      return html`<input id="option-${name}" !${described(form, name)} name="${name}" type="file" accept="${types[option.kind]}" !${weighed(form.messages, option)}>`;
    case 'photos':
      return html`<input id="option-${name}" !${described(form, name)} name="${name}" type="file" accept="image/*" multiple>`;
  }
};

// A list of one leaves nothing to choose.
const isIdle = (form: Form, option: Option): boolean =>
  (option.type === 'choice' && typeof option.choices === 'string' && choicesOf(form, option).length < 2) ||
  (option.type === 'id' && (form.clips ?? []).length === 0);

/** One labelled field for each option, as declared. */
export const fieldsOf = (form: Form, options: Options): string =>
  Object.entries(options)
    .filter(([, option]) => !isIdle(form, option))
    .map(
      ([name, option]) =>
        html`<div class="field"><label for="option-${name}">${optionName(form.messages, name)}</label>!${control(form, name, option)}!${form.plain === true ? '' : html`<span class="hint" id="hint-${name}">${aboutOption(form.messages, name)}</span>`}</div>`,
    )
    .join('');

/** What an order has chosen, as people read it. */
export const valuesShown = (
  messages: Messages,
  { effect, seconds, ratio, motion, resolution, fps, tone, repair, camera, loop, seed }: RecipeOrder,
): Readonly<Record<string, string>> => ({
  effect: nameOf(messages, effect),
  seconds: amountsIn(messages.locale).duration(seconds),
  seed: String(seed),
  fps: String(fps),
  loop: messages.format(loop ? 'web.play.on' : 'web.play.off'),
  ...(camera === null ? {} : { camera: nameOf(messages, String(camera)) }),
  ...Object.fromEntries(
    Object.entries({ ratio, motion, resolution, tone, repair }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, nameOf(messages, value)]],
    ),
  ),
});
