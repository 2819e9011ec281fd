import { requireAllowedWords } from '../core/blocked-words.ts';
import type { Options, Request } from '../core/command.ts';
import { asFailure, Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { anyModel } from '../core/order.ts';
import { nearest, parseValues } from '../core/parse.ts';
import type { Actor } from '../core/permission.ts';
import type { Preset, PresetValues } from '../core/preset.ts';
import { presetOptions } from '../core/preset-options.ts';
import type { Rules } from '../core/rules.ts';
import { deletePreset, findPreset, listPresets, putPreset, renamePreset } from '../store/preset-rows.ts';
import { rulesOf } from './community-rules.ts';
import type { Services } from './services.ts';

type PresetServices = Pick<Services, 'store' | 'effects' | 'engines'>;
type Asker = Pick<Request, 'actor' | 'community'>;

const knownTo = ({ effects, engines }: PresetServices) => ({
  effects: effects.map(({ name }) => name),
  engines: engines.map(({ name }) => name),
  models: [anyModel, ...engines.flatMap((engine) => engine.models().map(({ name }) => name))],
});

/** Option values that a preset may hold, checked and without those that weren't given. Throws usage `Failure`s. */
export const checkedValues = (
  services: PresetServices,
  options: Options,
  raw: Readonly<Record<string, unknown>>,
): PresetValues => {
  const values = parseValues({ options: presetOptions(options) }, raw, knownTo(services));
  const entries = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as PresetValues;
};

/** A person's presets, and those shared where they are. */
export const presetsFor = async (
  { store }: Pick<Services, 'store'>,
  { actor, community }: Asker,
): Promise<{ readonly own: readonly Preset[]; readonly shared: readonly Preset[] }> => ({
  own: actor.id === '' ? [] : await listPresets(store.database, actor.id),
  shared: community === null ? [] : await listPresets(store.database, community),
});

/** The preset with this name: their own, or else one shared where they are. Throws `Failure` `unknown_preset`. */
export const presetNamed = async (
  services: Pick<Services, 'store'>,
  asker: Asker,
  name: string,
  from: 'anywhere' | 'shared' = 'anywhere',
): Promise<Preset> => {
  const { own, shared } = await presetsFor(services, asker);
  const all = from === 'shared' ? shared : [...own, ...shared];
  const found = all.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found;
  const names = all.map((one) => one.name);
  throw new Failure('unknown_preset', { value: name, nearest: nearest(name, names) });
};

/** The preset with this id, if the person may use it. Throws `Failure` `not_found`. */
export const presetWithId = async (
  { store }: Pick<Services, 'store'>,
  { actor, community }: Asker,
  id: string,
): Promise<Preset> => {
  const found = await findPreset(store.database, id);
  if (found === null || (found.scope !== actor.id && found.scope !== community))
    throw new Failure('not_found');
  return found;
};

/** The values of a preset for the options that weren't given. Throws `Failure` `preset_gone` with what no longer exists. */
export const presetValuesFor = (
  services: PresetServices,
  options: Options,
  { name, values }: Preset,
  typed: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const isOpen = (option: string): boolean => (typed[option] ?? null) === null;
  // An explicit engine or model decides the other one.
  const decided = !isOpen('engine') || !isOpen('model');
  const used = Object.entries(values).filter(
    ([option]) => isOpen(option) && !(decided && (option === 'engine' || option === 'model')),
  );
  const known = knownTo(services);
  const parsed = used.map(([option, value]) => {
    const declared = options[option];
    try {
      if (declared === undefined) throw new Failure('unknown_option', { option });
      return [option, parseValues({ options: { [option]: declared } }, { [option]: value }, known)[option]];
    } catch (error) {
      if (asFailure(error).kind === 'internal') throw error;
      throw new Failure('preset_gone', { name, option, value: String(value) });
    }
  });
  return Object.fromEntries(parsed);
};

/** Saves a preset of their own. One of the same name is replaced. */
export const savePreset = async (
  { store }: Pick<Services, 'store'>,
  owner: string,
  { name, values }: Pick<Preset, 'name' | 'values'>,
): Promise<Preset> => {
  const preset = { id: newId(), scope: owner, owner, name, values };
  await putPreset(store.database, preset, () => true);
  return preset;
};

const manages = ({ manages = [], moderates }: Actor, community: string): boolean =>
  manages.includes(community) || moderates.includes(community);

/**
 * Whether somebody may take a preset away: their own anywhere, and any in a community they manage or moderate, as with
 * clips. The same people share there, unless all members may.
 */
export const mayRemove = (actor: Actor, { owner, scope }: Preset): boolean =>
  owner === actor.id || scope === actor.id || manages(actor, scope);

/** Throws `Failure` `blocked_words` for a preset whose words, which every member sees, may not be said there. */
const requireShareable = (
  { name, values }: Pick<Preset, 'name' | 'values'>,
  { blockedWords }: Rules,
): void => {
  const texts = [
    name,
    ...['prompt', 'negative', 'title', 'caption', 'watermark'].map((option) => values[option] ?? ''),
  ];
  requireAllowedWords({ prompt: texts.join(' \n ') }, blockedWords);
};

/** Shares a copy of a preset in a community. Throws `Failure` `no_community`, `not_manager`, `blocked_words` … */
export const sharePreset = async (
  services: Pick<Services, 'store'>,
  { actor, community }: Asker,
  { name, values }: Preset,
): Promise<Preset> => {
  if (community === null) throw new Failure('no_community');
  const rules = await rulesOf(services, community);
  if (rules.presets === 'admins' && !manages(actor, community)) throw new Failure('not_manager');
  requireShareable({ name, values }, rules);
  const shared = { id: newId(), scope: community, owner: actor.id, name, values };
  await putPreset(services.store.database, shared, (before) => mayRemove(actor, before));
  return shared;
};

export const removePreset = ({ store }: Pick<Services, 'store'>, { id }: Preset): Promise<void> =>
  deletePreset(store.database, id);

/** Renames a preset. Throws `Failure` `preset_taken`, or `blocked_words` where it is shared. */
export const rename = async (
  services: Pick<Services, 'store'>,
  preset: Preset,
  name: string,
): Promise<void> => {
  const { owner, scope, values } = preset;
  if (scope !== owner) requireShareable({ name, values }, await rulesOf(services, scope));
  await renamePreset(services.store.database, preset, name);
};
