import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { keptOf } from '../src/jobs/forget-owner.ts';
import type { Services } from '../src/jobs/services.ts';

/** Replies with a link to download all your clips with their recipes. The terminal writes them to a file itself. */
export const exportClips = command({
  name: 'export',
  options: {},
  run: async (services: Services, { actor }) => {
    if (actor.id === '') throw new Failure('not_allowed');
    const { clips, presets } = await keptOf(services, actor.id);
    if (clips + presets === 0) return reply({ key: 'no_clips', values: {} });
    return reply({ key: 'export', values: { clips, link: services.exportLink(actor.id) } });
  },
});
