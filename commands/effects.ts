import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { Services } from '../src/jobs/services.ts';

/** Lists the available effects. */
export const effects = command({
  name: 'effects',
  options: {},
  run: async (services: Pick<Services, 'effects'>) =>
    reply(
      { key: 'effects', values: { count: services.effects.length } },
      {
        effects: services.effects.map(({ name, version, needs, defaults, people, favourite = false }) => ({
          name,
          version,
          photos: needs.photos,
          seconds: defaults.seconds,
          favourite,
          speaks: people === 'speak',
        })),
      },
    ),
});
