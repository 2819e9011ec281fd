import type { CommunityDefaults } from '../core/community-defaults.ts';
import { effectIsOn, usualVisibility } from '../core/rules.ts';
import { rulesOf } from './community-rules.ts';
import type { Backend } from './services.ts';

/** Reads a community's defaults for new clips. Concurrent calls share one query. */
export const defaultsOf = (services: Backend) => {
  const looking = new Map<string, Promise<CommunityDefaults>>();
  const look = async (community: string): Promise<CommunityDefaults> => {
    const rules = await rulesOf(services, community);
    const off = services.effects.map(({ name }) => name).filter((name) => !effectIsOn(rules, name));
    return { visibility: usualVisibility(rules), covered: rules.cover === 'always', off };
  };
  return (community: string): Promise<CommunityDefaults> => {
    const under = looking.get(community);
    if (under !== undefined) return under;
    const found = look(community).finally(() => looking.delete(community));
    looking.set(community, found);
    return found;
  };
};
