import { html } from 'ghtml';
import type { Options } from '../../../src/core/command.ts';
import type { NamedPreset } from '../../../src/core/preset.ts';
import type { Messages } from '../../../src/text/messages.ts';
import type { UsedPrompt } from './play-deps.ts';

/** The values of a preset as form field values. */
export const presetFields = ({ values }: NamedPreset): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value),
    ]),
  );

/** The values for text fields, which show no default. */
export const textsIn = (
  values: Readonly<Record<string, string>>,
  options: Options,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => options[name]?.type === 'text'));

/** Links that fill the form from a preset, and `more` HTML after them. */
export const presetLinks = (
  messages: Messages,
  presets: readonly NamedPreset[],
  chosen: NamedPreset | null,
  more = '',
): string => {
  if (presets.length === 0) return '';
  const { format } = messages;
  const link = ({ id, name }: NamedPreset): string =>
    html`<a class="chip" href="/?preset=${id}" !${id === chosen?.id ? 'aria-current="true"' : ''}>${name}</a>`;
  const none = chosen === null ? '' : html`<a class="chip" href="/">${format('web.presets.none')}</a>`;
  return html`<nav class="chips" aria-label="${format('web.presets.title')}"><span>${format('web.presets.title')}</span> !${presets.map(link)}!${none}!${more}</nav>`;
};

/** Links that fill the prompt with one that was used before. */
export const promptLinks = ({ format }: Messages, prompts: readonly UsedPrompt[]): string =>
  prompts.length === 0
    ? ''
    : html`<details class="prompts"><summary>${format('web.prompts.title')}</summary><ul class="stack small">!${prompts.map(({ id, prompt }) => html`<li><a href="/?prompt=${id}" data-prompt>${prompt}</a></li>`)}</ul></details>`;
