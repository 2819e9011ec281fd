import type { FastifyPluginAsync } from 'fastify';
import type { Messages } from '../../../src/text/messages.ts';
import { accountRoutes } from './account-routes.ts';
import { clipRoutes } from './clip-routes.ts';
import { defaultsRoutes } from './defaults-routes.ts';
import { eventRoutes } from './events.ts';
import { exportRoutes } from './export-routes.ts';
import { makeRoutes } from './make-routes.ts';
import { ownClipsRoutes } from './own-clips-routes.ts';
import type { Play } from './play-deps.ts';
import { presetRoutes } from './preset-routes.ts';
import { pressRoutes } from './pressed-action.ts';

/** The playground: making clips, following jobs, and the visitor's own clips. */
export const playground =
  (play: Play, messages: (locale: string) => Messages): FastifyPluginAsync =>
  async (server) => {
    const rooms = [
      makeRoutes,
      pressRoutes,
      clipRoutes,
      ownClipsRoutes,
      accountRoutes,
      defaultsRoutes,
      presetRoutes,
      exportRoutes,
    ];
    for (const routes of rooms) server.register(routes(play));
    server.register(eventRoutes(play, messages));
  };
