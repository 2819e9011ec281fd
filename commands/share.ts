import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { visibilities } from '../src/core/visibility.ts';
import { clipActions } from '../src/jobs/clip-answer.ts';
import { allowShowing } from '../src/jobs/community-rules.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';
import { showClip } from '../src/jobs/share-clip.ts';

/** Changes who may see a clip. */
export const share = command({
  name: 'share',
  changes: true,
  options: {
    id: { type: 'id', required: true },
    to: { type: 'choice', choices: visibilities, required: true },
  },
  run: async (services: Services, request, { id, to }) => {
    const clip = await clipFor(services, request.actor, 'share', id);
    // A clip made outside any community has none to be shown to.
    if (to === 'community' && clip.community === null)
      throw new Failure('unknown_choice', { option: 'visibility', value: to, choices: 'private, public' });
    await allowShowing(services, clip.community, to);
    await showClip(services, clip, to);
    const actions = clipActions(services, { ...clip, visibility: to }, request.actor);
    return reply({ key: 'shared', values: { visibility: to } }, { actions });
  },
});
