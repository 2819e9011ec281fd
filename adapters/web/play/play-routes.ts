import type { FastifyPluginAsync } from 'fastify';
import type { Messages } from '../../../src/text/messages.ts';
import { clipRoutes } from './clip-routes.ts';
import { eventRoutes } from './events.ts';
import { makeRoutes } from './make-routes.ts';
import type { Play } from './play-deps.ts';
import { pressRoutes } from './pressed-action.ts';

/** The playground: making clips, following them, and one's own clips. */
export const playground =
  (play: Play, messages: (locale: string) => Messages): FastifyPluginAsync =>
  async (server) => {
    for (const routes of [makeRoutes(play), pressRoutes(play), clipRoutes(play), eventRoutes(play, messages)])
      server.register(routes);
  };
