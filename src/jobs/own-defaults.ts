import type { Json } from '../core/json.ts';
import {
  type CommunityDefaults,
  defaultsFor,
  type PersonalDefaults,
  visibilityWith,
} from '../core/personal-defaults.ts';
import { effectIsOn } from '../core/rules.ts';
import { changeSetting, readSetting } from '../store/saved-settings.ts';
import { type Policy, rulesOf } from './community-rules.ts';
import type { CoreServices, Services } from './services.ts';

/** The settings-table name of a person's defaults. */
const name = 'defaults';

/** What a person has set for their new clips. */
export const ownDefaults = async (
  { store }: Pick<Services, 'store'>,
  owner: string,
): Promise<PersonalDefaults> =>
  owner === '' ? {} : (((await readSetting(store.database, owner, name)) ?? {}) as PersonalDefaults);

/** Changes a person's defaults. Concurrent changes don't overwrite each other. */
export const changeDefaults = (
  { store }: Pick<Services, 'store'>,
  owner: string,
  change: (before: PersonalDefaults) => PersonalDefaults,
): Promise<PersonalDefaults> =>
  changeSetting(
    store.database,
    owner,
    name,
    (before) => change((before ?? {}) as PersonalDefaults) as PersonalDefaults & Json,
  );

/** The defaults that apply to a request whose own values are `values`. Throws `Failure` `default_gone`. */
export const defaultsUnder = async (
  services: Pick<Services, 'store' | 'effects' | 'engines'>,
  owner: string,
  values: Readonly<Record<string, unknown>>,
  { rules, caps }: Policy,
): Promise<PersonalDefaults> => {
  const own = await ownDefaults(services, owner);
  const models = services.engines.flatMap((engine) => engine.models());
  const commercial = (values['commercial'] ?? own.commercial) === true || rules?.commercial === true;
  // The local engine is free for everyone.
  const allowed = models.filter(
    (model) =>
      (caps.models.length === 0 || model.local === true || caps.models.includes(model.name)) &&
      (!commercial || model.commercial === true),
  );
  // An explicit engine decides the model too.
  const requested = { ...values, model: values['model'] ?? values['engine'] };
  return defaultsFor(own, requested, {
    effects: services.effects.map((effect) => effect.name),
    models: models.map((model) => model.name),
    rules,
    allowed: allowed.map((model) => model.name),
  });
};

/** Reads the defaults for a person's new clips in a community. Concurrent calls share one query. */
export const defaultsOf = (services: CoreServices) => {
  const looking = new Map<string, Promise<CommunityDefaults>>();
  const read = async (community: string, owner: string): Promise<CommunityDefaults> => {
    const [rules, own] = await Promise.all([rulesOf(services, community), ownDefaults(services, owner)]);
    const visibility = visibilityWith(rules, own);
    const off = services.effects.map(({ name }) => name).filter((name) => !effectIsOn(rules, name));
    return { visibility, spoiler: rules.cover === 'always', off };
  };
  return (community: string, owner: string): Promise<CommunityDefaults> => {
    const key = `${community} ${owner}`;
    const under = looking.get(key);
    if (under !== undefined) return under;
    const found = read(community, owner).finally(() => looking.delete(key));
    looking.set(key, found);
    return found;
  };
};
