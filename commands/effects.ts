import { command } from '../src/core/command.ts';
import { keepRate } from '../src/core/keep-rate.ts';
import { reply } from '../src/core/reply.ts';
import { effectIsOn } from '../src/core/rules.ts';
import { rulesOf } from '../src/jobs/community-rules.ts';
import type { Services } from '../src/jobs/services.ts';

/** Lists the available effects, and which of them are off in this community. */
export const effects = command({
  name: 'effects',
  options: {},
  run: async (
    services: Pick<Services, 'effects'> & Partial<Pick<Services, 'store' | 'opinions'>>,
    { community },
  ) => {
    const { store, opinions } = services;
    const known = (await opinions?.()) ?? [];
    const rules = community === null || store === undefined ? null : await rulesOf({ store }, community);
    return reply(
      { key: 'effects', values: { count: services.effects.length } },
      {
        effects: services.effects.map(({ name, version, needs, defaults, people, favourite = false }) => ({
          name,
          version,
          photos: needs.photos,
          seconds: defaults.seconds,
          favourite,
          speaks: people === 'speak',
          kept: keepRate(known, name),
          ...(rules === null || effectIsOn(rules, name) ? {} : { off: true }),
        })),
      },
    );
  },
});
