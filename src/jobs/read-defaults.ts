import type { Manners } from '../core/community-defaults.ts';
import { usualVisibility } from '../core/rules.ts';
import { rulesOf } from './community-rules.ts';
import type { Backend } from './services.ts';

/** How communities want their clips; many who ask at once are answered by one look. */
export const mannersOf = (house: Backend) => {
  const looking = new Map<string, Promise<Manners>>();
  const look = async (community: string): Promise<Manners> => {
    const rules = await rulesOf(house, community);
    return { visibility: usualVisibility(rules), covered: rules.cover === 'always' };
  };
  return (community: string): Promise<Manners> => {
    const under = looking.get(community);
    if (under !== undefined) return under;
    const found = look(community).finally(() => looking.delete(community));
    looking.set(community, found);
    return found;
  };
};
