import { actionToWire } from '../../src/core/action.ts';
import type { Clip } from '../../src/core/clip.ts';
import type { Messages } from '../../src/text/messages.ts';
import { inRows, type Rows } from './keyboard.ts';

type Made = Pick<Clip, 'id' | 'recipe'>;

// Telegram's limit for a text that a button copies.
const longest = 256;

/** What a caption says of an order, with the values that needn't be said. */
const settings = {
  ...{ effect: '', prompt: '', seed: '', seconds: '', motion: '', camera: '', model: '' },
  ...{ ratio: 'photo', resolution: '720p', fps: '24', tone: 'none', repair: 'gentle', loop: 'false' },
} as const;

const said = (name: string, value: string): string => {
  const text = value === 'true' ? 'on' : value;
  return `${name}:${/\s/.test(text) ? `"${text}"` : text}`;
};

/** A caption that gives another photo the same settings as a clip. It names the clip if it can't name them all. */
export const recipeCaption = ({ id, recipe }: Made): string => {
  const { post, prompt, ...order } = recipe.order;
  const values: Readonly<Record<string, unknown>> = { ...order, prompt };
  const named = Object.entries(settings).flatMap(([name, usual]) => {
    const value = String(values[name] ?? '');
    return value === '' || value === usual ? [] : [said(name, value)];
  });
  const full = ['/animate', ...named].join(' ');
  // Quotes in a prompt would end it, and post-processing has no short form.
  const complete = post.length === 0 && !/["“”]/.test(prompt) && [...full].length <= longest;
  return complete ? full : `/animate like:${id}`;
};

/** The buttons under a recipe. */
export const recipeRows = (messages: Messages, clip: Made): Rows =>
  inRows([
    { text: `📋 ${messages.format('chat.copy')}`, copy_text: { text: recipeCaption(clip) } },
    {
      text: `📷 ${messages.format('chat.use-on-photo')}`,
      callback_data: actionToWire({ command: 'animate', id: clip.id }),
    },
  ]);
