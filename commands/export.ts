import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { storedDataOf } from '../src/jobs/forget-owner.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';

const one = { type: 'id', on: ['terminal'] } as const;
const chosen = {
  ...{ id: one, clip2: one, clip3: one, clip4: one, clip5: one },
  ...{ clip6: one, clip7: one, clip8: one, clip9: one, clip10: one },
} as const;

/** Replies with a link to download all your clips with their recipes. The terminal writes them to a file itself. */
export const exportClips = command({
  name: 'export',
  // The terminal writes these clips to the archive, in place of all.
  options: chosen,
  run: async (services: Services, { actor }, values) => {
    for (const id of Object.values(values)) if (id !== null) await clipFor(services, actor, 'view', id);
    if (actor.id === '') throw new Failure('not_allowed');
    const { clips, presets } = await storedDataOf(services, actor.id);
    if (clips + presets === 0) return reply({ key: 'no_clips', values: {} });
    return reply({ key: 'export', values: { clips, link: services.exportLink(actor.id) } });
  },
});
