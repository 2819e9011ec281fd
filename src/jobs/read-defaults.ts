import { type CommunityDefaults, visibilityWith } from '../core/personal-defaults.ts';
import { effectIsOn } from '../core/rules.ts';
import { rulesOf } from './community-rules.ts';
import { ownDefaults } from './own-defaults.ts';
import type { CoreServices } from './services.ts';

/** Reads the defaults for a person's new clips in a community. Concurrent calls share one query. */
export const defaultsOf = (services: CoreServices) => {
  const looking = new Map<string, Promise<CommunityDefaults>>();
  const look = async (community: string, owner: string): Promise<CommunityDefaults> => {
    const [rules, own] = await Promise.all([rulesOf(services, community), ownDefaults(services, owner)]);
    const visibility = visibilityWith(rules, own);
    const off = services.effects.map(({ name }) => name).filter((name) => !effectIsOn(rules, name));
    return { visibility, covered: rules.cover === 'always', off };
  };
  return (community: string, owner: string): Promise<CommunityDefaults> => {
    const key = `${community} ${owner}`;
    const under = looking.get(key);
    if (under !== undefined) return under;
    const found = look(community, owner).finally(() => looking.delete(key));
    looking.set(key, found);
    return found;
  };
};
