import { command } from '../src/core/command.ts';
import { voteFor } from '../src/jobs/rate-clip.ts';
import type { Services } from '../src/jobs/services.ts';

/** Votes for one of the clips that are compared. The latest vote counts. */
export const vote = command({
  name: 'vote',
  changes: true,
  pressed: true,
  needs: 'rate',
  options: { id: { type: 'id', required: true } },
  run: (services: Services, { actor }, { id }) => voteFor(services, actor, id),
});
