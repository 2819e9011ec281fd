import { voteFor } from '../src/jobs/vote-clip.ts';
import { clipCommand } from './clip-command.ts';

/** Votes for one of the clips that are compared. The latest vote counts. */
export const vote = clipCommand({
  name: 'vote',
  changes: true,
  pressed: true,
  needs: 'rate',
  options: {},
  run: (services, { actor }, clip) => voteFor(services, clip, actor.id),
});
