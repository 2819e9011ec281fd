import { reply } from '../src/core/reply.ts';
import { clipCommand } from './clip-command.ts';

/** Shows how a clip was made to people who may see it. */
export const recipe = clipCommand({
  name: 'recipe',
  ownData: true,
  needs: 'view',
  options: {},
  run: async (_services, _request, { id, recipe }) =>
    reply({ key: 'recipe', values: { clip: { id, recipe } } }),
});
