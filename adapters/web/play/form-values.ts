import { html } from 'ghtml';
import type { Options } from '../../../src/core/command.ts';
import type { Visitor } from '../visitor.ts';
import { type Form, fieldsOf, nameOf } from './fields.ts';

/** Options with dedicated fields on the page. */
const own = ['photos', 'prompt'];
/** The options changed most often. */
const front = ['effect', 'seconds', 'ratio', 'motion', 'resolution', 'takes'];
/** Post-processing options. */
const finishing = [
  'fps',
  'loop',
  'tone',
  'repair',
  'audio',
  'original',
  'logo',
  'title',
  'caption',
  'watermark',
  'grade',
  'strength',
  'speed',
  'ease',
  'swell',
  'deflicker',
  'denoise',
  'smooth',
  'upscale',
  'reframe',
  'fill',
];

const pick = (options: Options, names: readonly string[]): Options =>
  Object.fromEntries(
    names.flatMap((name) => {
      const option = options[name];
      return option === undefined ? [] : [[name, option] as const];
    }),
  );

/** The fields of the form: the most used ones first, the rest folded. */
export const valueFields = (form: Form, options: Options): string => {
  const { format } = form.messages;
  const placed = [...own, ...front, ...finishing];
  const rest = Object.keys(options).filter((name) => !placed.includes(name));
  const fold = (title: string, names: readonly string[]): string =>
    html`<details><summary>${title}</summary><div class="fields">!${fieldsOf(form, pick(options, names))}</div></details>`;
  return html`<div class="fields">!${fieldsOf({ ...form, plain: true }, pick(options, front))}</div>
    !${fold(format('web.play.finishing'), finishing)}!${fold(format('web.play.more'), rest)}`;
};

/** The motion prompt field. */
export const promptField = ({ messages: { format }, values }: Form, options: Options): string => {
  const { prompt } = options;
  const length = prompt?.type === 'text' ? prompt.maximum : 500;
  return html`<div class="field"><label for="option-prompt">${format('web.play.prompt')}</label>
      <textarea id="option-prompt" name="prompt" rows="2" maxlength="${length}" placeholder="${format('web.play.hint')}">${values['prompt'] ?? ''}</textarea></div>`;
};

/** The sticky bar with the chosen effect, problems, and the submit button. */
export const createBar = ({ messages }: Visitor, chosen: string, terms: string): string => {
  const { format } = messages;
  return html`<div class="create">
    <div class="create-row">
      <div class="create-notes"><p class="notice" data-faceless hidden data-words="${format('web.play.no-face', { effect: '#' })}"><span></span> <button type="button" data-use="breeze">${format('web.play.use', { effect: nameOf(messages, 'breeze') })}</button></p>
      <p class="notice" data-second hidden>${format('web.play.second')} <button type="button" data-add-photo>${format('web.play.add-second')}</button></p>
      <p class="notice bad" data-trouble role="alert" hidden></p>
      <p class="quiet small" data-terms aria-live="polite">${terms}</p></div>
      <button class="primary big" data-submit data-sending="${format('web.play.sending')}"><span data-label>${format('web.play.submit')}</span><span data-chosen-effect>${chosen}</span></button>
    </div>
  </div>`;
};
