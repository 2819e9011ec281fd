import { html } from 'ghtml';
import type { FileKind, Known, Option, Options } from '../../../src/core/command.ts';
import { choicesOf } from '../../../src/core/command-options.ts';
import { limitOf } from '../../../src/core/upload-limit.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { aboutOption, choiceName, optionName } from '../../../src/text/names.ts';
import { moveSliders, ownMove } from './camera-move.ts';

export type Form = {
  readonly messages: Messages;
  readonly known: Known;
  /** Values already filled in. */
  readonly values: Readonly<Record<string, string>>;
  /** Defaults that the declaration doesn't give, or that differ here. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Selectable clips: id and name. */
  readonly clips?: readonly (readonly [string, string])[];
  /** Whether to leave out the hints. */
  readonly plain?: boolean;
  /** Names of fields that their options would name otherwise. */
  readonly names?: Readonly<Record<string, string>>;
  /** Choices to leave out. */
  readonly without?: readonly string[];
};

/** The display name of an effect or a choice. */
export const nameOf = (messages: Messages, name: string): string =>
  messages.find(`effects.${name}`) ?? choiceName(messages, name);

const types: Record<FileKind, string> = {
  last: 'image/*',
  reference: 'image/*',
  sound: 'audio/*',
  depth: 'image/*',
  mask: 'image/*',
  logo: 'image/*',
  preset: 'application/json,.json',
};

/** Data attributes for the maximum file size and the message for larger files. */
const weighed = (messages: Messages, option: Option & { type: 'file' }): string => {
  const { kind, megabytes } = limitOf(option);
  const heavy = messages.format(kind === 'sound' ? 'web.play.heavy-sound' : 'web.play.heavy', {
    megabytes,
    size: '#',
  });
  return html`data-megabytes="${megabytes}" data-heavy="${heavy}"`;
};

const offered = ({ known, without = [] }: Form, option: Option): readonly string[] =>
  choicesOf(option, known).filter((name) => !without.includes(name));

const named = (form: Form, option: Option): (readonly [string, string])[] =>
  offered(form, option).map((one) => [one, nameOf(form.messages, one)]);

/** The default of an option; null if it is decided later. */
const defaultOf = ({ defaults }: Form, name: string, option: Option): string | null => {
  const usual = 'default' in option ? option.default : undefined;
  const declared = typeof usual === 'boolean' ? (usual ? 'on' : 'off') : usual;
  return defaults[name] ?? (declared === undefined ? null : String(declared));
};

const absentIn = ({ messages }: Form, name: string): string =>
  messages.find(`web.play.absent.${name}`) ?? messages.format('web.play.automatic');

const described = ({ plain }: Form, name: string): string =>
  plain === true ? '' : html`aria-describedby="hint-${name}"`;

/** A select with the default preselected, sent as an empty value so that it can still change with other options. */
const select = (
  form: Form,
  name: string,
  option: Option,
  entries: readonly (readonly [string, string])[],
) => {
  const standard = defaultOf(form, name, option);
  const known = entries.some(([value]) => value === standard);
  const all = known ? entries : [['', absentIn(form, name)] as const, ...entries];
  const shown = all.map(([value, label]) => {
    const sent = value === standard ? '' : value;
    const selected = (form.values[name] ?? '') === sent;
    return html`<option value="${sent}" data-value="${value}" !${selected ? 'selected' : ''}>${label}</option>`;
  });
  return html`<select id="option-${name}" !${described(form, name)} name="${name}">!${shown}</select>`;
};

/** A toggle that always sends on or off, because forms omit unchecked boxes. */
const toggle = (form: Form, name: string, option: Option): string => {
  const on = (form.values[name] ?? defaultOf(form, name, option)) === 'on';
  return html`<input type="hidden" name="${name}" value="off"><input type="checkbox" class="switch" id="option-${name}" !${described(form, name)} name="${name}" value="on" !${on ? 'checked' : ''}>`;
};

/** A list of moves, and one of its own that sliders set. */
const cameraChooser = (form: Form, name: string, option: Option & { type: 'choice' }): string => {
  const { messages, values, defaults } = form;
  const own = ownMove(values[name] || defaults[name]);
  const entries = [...named(form, option), [own, messages.format('web.camera.own')] as const];
  return select(form, name, option, entries) + moveSliders(messages, name, own);
};

const shownDefault = (form: Form, name: string, option: Option): string => {
  const standard = defaultOf(form, name, option);
  return standard === null ? absentIn(form, name) : nameOf(form.messages, standard);
};

/** Checkboxes for several choices. */
const boxes = (form: Form, name: string, option: Option & { type: 'choice' }): string => {
  const chosen = (form.values[name] ?? '').split(',');
  return offered(form, option)
    .map(
      (one) =>
        html`<label class="chip"><input type="checkbox" name="${name}" value="${one}" !${chosen.includes(one) ? 'checked' : ''}>${nameOf(form.messages, one)}</label>`,
    )
    .join('');
};

/** Ranges of up to this many numbers are shown as a select. */
const fewNumbers = 5;

const numberField = (form: Form, name: string, option: Option & { type: 'number' }): string => {
  const { minimum, maximum, whole } = option;
  const count = maximum - minimum + 1;
  if (whole && count <= fewNumbers)
    return select(
      form,
      name,
      option,
      Array.from({ length: count }, (_, index) => [String(minimum + index), String(minimum + index)]),
    );
  return html`<input id="option-${name}" !${described(form, name)} name="${name}" type="number" inputmode="decimal" min="${minimum}" max="${maximum}" step="${whole ? '1' : 'any'}" value="${form.values[name] ?? ''}" placeholder="${shownDefault(form, name, option)}">`;
};

const control = (form: Form, name: string, option: Option): string => {
  const value = form.values[name] ?? '';
  switch (option.type) {
    case 'choice':
      return option.or === undefined
        ? select(form, name, option, named(form, option))
        : cameraChooser(form, name, option);
    case 'flag':
      return toggle(form, name, option);
    case 'number':
      return numberField(form, name, option);
    case 'text':
      return option.maximum > 100
        ? html`<textarea id="option-${name}" !${described(form, name)} name="${name}" rows="2" maxlength="${option.maximum}">${value}</textarea>`
        : html`<input id="option-${name}" !${described(form, name)} name="${name}" maxlength="${option.maximum}" value="${value}">`;
    case 'id':
      return select(form, name, option, form.clips ?? []);
    case 'file':
      return html`<input id="option-${name}" !${described(form, name)} name="${name}" type="file" accept="${types[option.kind]}" !${option.several === undefined ? '' : 'multiple'} !${weighed(form.messages, option)}>`;
    case 'photos':
      return html`<input id="option-${name}" !${described(form, name)} name="${name}" type="file" accept="image/*" multiple>`;
  }
};

// A list with one entry offers no choice.
const isIdle = (form: Form, option: Option): boolean =>
  (option.type === 'choice' && offered(form, option).length < 2) ||
  (option.type === 'id' && (form.clips ?? []).length === 0);

/** An option of several names from a list that is known only at runtime. */
const isList = (option: Option): option is Option & { type: 'choice' } =>
  option.type === 'choice' && option.several !== undefined && typeof option.choices === 'string';

const field = (form: Form, name: string, option: Option): string => {
  const label = form.names?.[name] ?? optionName(form.messages, name);
  const hint =
    form.plain === true
      ? ''
      : html`<span class="hint" id="hint-${name}">${aboutOption(form.messages, name)}</span>`;
  return isList(option)
    ? html`<fieldset class="field" !${described(form, name)}><legend>${label}</legend>!${hint}<div class="chips all" data-several="${name}">!${boxes(form, name, option)}</div></fieldset>`
    : html`<div class="field"><label for="option-${name}">${label}</label>!${control(form, name, option)}!${hint}</div>`;
};

/** One labeled field for each declared option. */
export const fieldsOf = (form: Form, options: Options): string =>
  Object.entries(options)
    .filter(([, option]) => !isIdle(form, option))
    .map(([name, option]) => field(form, name, option))
    .join('');
