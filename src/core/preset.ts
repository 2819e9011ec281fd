import type { RecipeOrder } from './clip.ts';
import { valuesOfOrder } from './order-values.ts';

/** Option values of a preset, by name. Never a file, an id, or who may see a clip. */
export type PresetValues = Readonly<Record<string, string | number | boolean>>;

/** Saved settings for new clips. The scope is their owner, or the community they are shared with. */
export type Preset = {
  readonly id: string;
  readonly scope: string;
  readonly owner: string;
  readonly name: string;
  readonly values: PresetValues;
};

export type NamedPreset = Pick<Preset, 'id' | 'name' | 'values'>;

export const longestPresetName = 40;

/** How many presets a person, or a community, may have. */
export const maxPresets = 50;

// Texts in the picture belong to one clip: they may name somebody.
const written: ReadonlySet<string> = new Set(['title', 'caption', 'watermark']);

const negativeOf = ({ negative }: RecipeOrder): PresetValues => (negative ? { negative } : {});

/**
 * What a preset keeps of a clip's order: its settings, and the prompt of one's own clip. A prompt from an age-restricted
 * channel stays there.
 */
export const presetFrom = (order: RecipeOrder, own: boolean): PresetValues => ({
  ...Object.fromEntries(Object.entries(valuesOfOrder(order)).filter(([name]) => !written.has(name))),
  ...(own && !order.adult ? { ...(order.prompt && { prompt: order.prompt }), ...negativeOf(order) } : {}),
  ...(order.model === null ? {} : { model: order.model }),
  ...(order.model === null && order.engine !== null ? { engine: order.engine } : {}),
});

/** The name closest to hand for a preset nobody named: its effect, with a number if that is taken. */
export const freePresetName = (effect: string, taken: readonly string[]): string => {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? effect : `${effect}-${number}`;
    if (!used.has(name)) return name;
  }
};

/** A preset as the content of a file: its name, settings and prompt, and nothing about its owner. */
export const presetFile = ({ name, values }: { readonly name: string; readonly values: PresetValues }) => ({
  name: `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'preset'}.json`,
  content: `${JSON.stringify({ photoplay: 'preset', version: 1, name, values }, null, 2)}\n`,
});
