import { command, type Request, type Values } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { owns } from '../src/core/permission.ts';
import {
  freePresetName,
  longestPresetName,
  type Preset,
  presetFile,
  presetFrom,
} from '../src/core/preset.ts';
import { presetOptions } from '../src/core/preset-options.ts';
import { type Reply, reply } from '../src/core/reply.ts';
import { requireRemade } from '../src/core/variants.ts';
import {
  checkedValues,
  mayRemove,
  presetNamed,
  presetsFor,
  presetWithId,
  removePreset,
  rename,
  savePreset,
  sharePreset,
} from '../src/jobs/own-presets.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import { readPresetFile } from '../src/jobs/preset-file.ts';
import type { Services } from '../src/jobs/services.ts';
import { animateOptions } from './animate-options.ts';

const pageSize = 20;

/** Lists a person's presets and those shared where they are, one page at a time. */
export const presets = command({
  name: 'presets',
  ownData: true,
  options: { after: { type: 'id', pressed: true } },
  run: async (services: Services, request, { after }) => {
    const { own, shared } = await presetsFor(services, request);
    const all = [...own, ...shared];
    if (all.length === 0) return reply({ key: 'no_presets', values: {} });
    const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const page = all.slice(from, from + pageSize);
    const last = page.at(-1);
    const more =
      last !== undefined && from + pageSize < all.length ? [{ command: 'presets', id: last.id }] : [];
    const onPage = (list: readonly Preset[]) => list.filter((one) => page.includes(one));
    return reply(
      { key: 'presets', values: { own: onPage(own), shared: onPage(shared) } },
      { actions: [...page.map(({ id }) => ({ command: 'preset', id })), ...more] },
    );
  },
});

const settings = presetOptions(animateOptions);

const declared = {
  name: { type: 'text', maximum: longestPresetName, suggests: 'presets' },
  do: { type: 'choice', choices: ['show', 'save', 'share', 'unshare', 'delete', 'export', 'import'] },
  id: { type: 'id' },
  rename: { type: 'text', maximum: longestPresetName },
  file: { type: 'file', kind: 'preset' },
} as const;

type PresetValues = Values<typeof declared>;

const shown = (preset: Preset, { actor, community }: Request): Reply => {
  const { id, scope } = preset;
  const shared = scope === community;
  const does = (argument: string) => ({ command: 'preset', id, argument });
  return reply(
    { key: 'preset', values: { preset, shared } },
    {
      actions: [
        ...(shared || community === null ? [] : [does('share')]),
        does('export'),
        ...(mayRemove(actor, preset) ? [does(shared ? 'unshare' : 'delete')] : []),
      ],
    },
  );
};

const saved = ({ name, values, ...preset }: Preset): Reply =>
  reply(
    { key: 'preset_saved', values: { name, prompt: 'prompt' in values } },
    { actions: [{ command: 'preset', id: preset.id }] },
  );

/** Saves what was given: the settings of a clip, a file, or option values. */
const save = async (
  services: Services,
  { actor }: Request,
  { name, do: task, id, file }: PresetValues,
  raw: Readonly<Record<string, unknown>>,
): Promise<Reply> => {
  const read = file === null ? null : await readPresetFile(file.path);
  const clip = id === null ? null : await clipFor(services, actor, 'remix', id);
  if (actor.id === '') throw new Failure('not_allowed');
  if (clip !== null) requireRemade('preset', clip);
  const { own } = await presetsFor(services, { actor, community: null });
  // Settings given for a preset that exists change it; a clip or a file replaces it.
  const before =
    task === null && clip === null && read === null
      ? own.find((one) => one.name.toLowerCase() === name?.toLowerCase())
      : undefined;
  const all = {
    ...before?.values,
    ...read?.values,
    ...(clip === null ? {} : presetFrom(clip.recipe.order, owns(actor, clip.owner))),
    ...raw,
  };
  const values = checkedValues(services, animateOptions, all);
  if (Object.keys(values).length === 0) throw new Failure('preset_empty');
  const taken = own.map((one) => one.name);
  const chosen = name || read?.name;
  return saved(
    await savePreset(services, actor.id, {
      name: chosen ?? freePresetName(String(values['effect'] ?? 'preset'), taken),
      values,
    }),
  );
};

const act = async (
  services: Services,
  request: Request,
  preset: Preset,
  values: PresetValues,
): Promise<Reply> => {
  const { actor, community } = request;
  const { name, scope } = preset;
  switch (values.do) {
    case 'share':
      return reply({
        key: 'preset_shared',
        values: { name: (await sharePreset(services, request, preset)).name },
      });
    case 'unshare':
    case 'delete':
      if (!mayRemove(actor, preset)) throw new Failure('not_manager');
      await removePreset(services, preset);
      return reply({ key: 'preset_deleted', values: { name, shared: scope === community } });
    case 'export':
      return reply({ key: 'preset_exported', values: { name } }, { file: presetFile(preset) });
    default:
      if (values.rename === null) return shown(preset, request);
      if (!mayRemove(actor, preset)) throw new Failure('not_manager');
      if (values.rename === '') throw new Failure('missing_option', { option: 'rename' });
      await rename(services, preset, values.rename);
      return shown({ ...preset, name: values.rename }, request);
  }
};

/** Shows, saves, shares, deletes, exports or imports one preset. */
export const preset = command({
  name: 'preset',
  ownData: ({ do: task }) => ['show', 'unshare', 'delete', 'export'].some((step) => step === task),
  personal: true,
  byRole: true,
  options: { ...declared, ...settings },
  run: async (services: Services, request, values) => {
    const {
      name,
      do: task,
      id,
      rename: renamed,
      file,
      ...rest
    } = values as PresetValues & Record<string, unknown>;
    const presetValues: PresetValues = { name, do: task, id, rename: renamed, file };
    const raw = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
    const saves = task === null && (file !== null || Object.keys(raw).length > 0);
    if (task === 'save' || task === 'import' || saves) return save(services, request, presetValues, raw);
    if (request.actor.id === '') throw new Failure('not_allowed');
    if (id !== null) return act(services, request, await presetWithId(services, request, id), presetValues);
    if (name === null) throw new Failure('missing_option', { option: 'name' });
    const from = task === 'unshare' ? 'shared' : 'anywhere';
    return act(services, request, await presetNamed(services, request, name, from), presetValues);
  },
});
