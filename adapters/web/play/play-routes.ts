import type { FastifyPluginAsync } from 'fastify';
import type { Messages } from '../../../src/text/messages.ts';
import { accountRoutes } from './account-routes.ts';
import { clipRoutes } from './clip-routes.ts';
import { eventRoutes } from './events.ts';
import { makeRoutes } from './make-routes.ts';
import type { Play } from './play-deps.ts';
import { pressRoutes } from './pressed-action.ts';

/** The playground: making clips, following them, and one's own clips. */
export const playground =
  (play: Play, messages: (locale: string) => Messages): FastifyPluginAsync =>
  async (server) => {
    const rooms = [makeRoutes(play), pressRoutes(play), clipRoutes(play), accountRoutes(play)];
    for (const routes of [...rooms, eventRoutes(play, messages)]) server.register(routes);
  };
