import { type NamedPreset, presetFile } from './preset.ts';
import type { Reply } from './reply.ts';

type SavedFile = NonNullable<Reply['file']>;

/** Runs a command of the person who asks. */
type Ask = (name: string, raw: Readonly<Record<string, unknown>>) => Promise<Reply>;

/** All of a person's own presets. */
export const ownPresets = async (ask: Ask): Promise<readonly NamedPreset[]> => {
  const all: NamedPreset[] = [];
  for (let after: string | undefined; ; ) {
    const { text, actions } = await ask('presets', after === undefined ? {} : { after });
    if (text.key === 'presets') all.push(...text.values.own);
    after = actions.find(({ command }) => command === 'presets')?.id;
    if (after === undefined) return all;
  }
};

/** What a person saved besides their clips, as files: each preset, and their defaults. */
export const savedFiles = async (ask: Ask): Promise<readonly SavedFile[]> => {
  const presets = await ownPresets(ask);
  const { text } = await ask('defaults', {});
  const set = text.key === 'defaults' ? text.values.set : {};
  const defaults = { name: 'defaults.json', content: `${JSON.stringify(set, null, 2)}\n` };
  return [
    ...presets
      .map(presetFile)
      .map(({ name, content }, at) => ({ name: `presets/${at + 1}-${name}`, content })),
    ...(Object.keys(set).length === 0 ? [] : [defaults]),
  ];
};
