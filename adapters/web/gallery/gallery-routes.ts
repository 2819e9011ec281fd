import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { actorOf, visitorOf } from '../visitor.ts';
import { beginSession } from '../web-session.ts';
import { sendClip } from './clip-page.ts';
import { clipAddress, originOf } from './clip-urls.ts';
import { type FeedKind, feedKinds, sendFeed } from './feed.ts';
import type { GalleryDesk } from './gallery-deps.ts';
import { sendGallery } from './list-page.ts';
import { readWish } from './wish.ts';

type ById = { Params: { id: string } };

const wantId = (id: string): string => {
  if (!isId(id)) throw new Failure('not_found');
  return id;
};

const reported = z.object({ reported: z.string().optional() });
const complaint = z.object({ reason: z.string().trim().min(1).max(500) });
const few = { rateLimit: { max: 20, timeWindow: 60_000 } };

/** The gallery, its feeds, and a page for each clip. */
export const galleryRoutes =
  (desk: GalleryDesk): FastifyPluginAsync =>
  async (server) => {
    server.get('/gallery', async (request, answer) => {
      const wish = readWish(request.query, desk.effects);
      return sendGallery(request, answer, wish, desk.effects, await desk.page(wish));
    });
    for (const kind of Object.keys(feedKinds) as FeedKind[]) {
      server.get(`/gallery.${kind}`, async (request, answer) => {
        const asked = readWish(request.query, desk.effects);
        const wish = { ...asked, order: 'newest', after: null } as const;
        const { exhibits } = await desk.page(wish);
        return sendFeed(request, answer, kind, exhibits, wish, originOf(request, desk.origin));
      });
    }
    server.get<ById>('/c/:id', async (request, answer) => {
      const clip = await desk.clip(actorOf(visitorOf(request)), wantId(request.params.id));
      const thanks = reported.parse(request.query).reported !== undefined;
      const signed = await desk.isSigned(clip);
      const site = { origin: originOf(request, desk.origin), ownRoot: desk.ownRoot, signed };
      return sendClip(request, answer, clip, site, thanks);
    });
    server.post<ById>('/c/:id/report', { config: few }, async (request, answer) => {
      const id = wantId(request.params.id);
      const { reason } = complaint.parse(request.body);
      const actor = actorOf(visitorOf(request));
      await desk.clip(actor, id);
      // Who reports is somebody from now on, so that one word is counted once.
      await desk.report({ ...actor, id: beginSession(request, answer) }, id, reason);
      return answer.redirect(`${clipAddress(id)}?reported`, 303);
    });
  };
