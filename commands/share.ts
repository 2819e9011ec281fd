import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { visibilities } from '../src/core/visibility.ts';
import { clipActions } from '../src/jobs/clip-answer.ts';
import { allowShowing } from '../src/jobs/community-rules.ts';
import { showClip } from '../src/jobs/share-clip.ts';
import { clipCommand } from './clip-command.ts';

/** Changes who may see a clip. */
export const share = clipCommand({
  name: 'share',
  changes: true,
  needs: 'share',
  options: { to: { type: 'choice', choices: visibilities, required: true } },
  run: async (services, request, clip, { to }) => {
    // A clip made outside any community can't be shared with one.
    if (to === 'community' && clip.community === null)
      throw new Failure('unknown_choice', { option: 'visibility', value: to, choices: 'private, public' });
    await allowShowing(services, clip.community, to);
    await showClip(services, clip, to);
    const actions = clipActions(services, { ...clip, visibility: to }, request.actor);
    return reply({ key: 'shared', values: { visibility: to } }, { actions });
  },
});
