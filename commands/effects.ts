import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import type { House } from '../src/jobs/services.ts';

/** What a photo can become. */
export const effects = command({
  name: 'effects',
  options: {},
  run: async (house: Pick<House, 'effects'>) =>
    reply(
      { key: 'effects', values: { count: house.effects.length } },
      {
        effects: house.effects.map(({ name, version, needs, defaults }) => ({
          name,
          version,
          photos: needs.photos,
          seconds: defaults.seconds,
        })),
      },
    ),
});
