import type { FastifyPluginAsync } from 'fastify';
import * as z from 'zod';
import type { Clip } from '../../../src/core/clip.ts';
import { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { takedownReasons } from '../../../src/core/reported-clip.ts';
import { wantsJson } from '../errors.ts';
import { admit } from '../sign-in.ts';
import { actorOf, visitorOf } from '../visitor.ts';
import { beginSession } from '../web-session.ts';
import { sendClip } from './clip-page.ts';
import { clipUrl, linkedClip, opensClip, originOf } from './clip-urls.ts';
import { type FeedKind, feedKinds, sendFeed } from './feed.ts';
import type { GalleryDeps } from './gallery-deps.ts';
import { readGalleryQuery } from './gallery-query-url.ts';
import { sendGallery } from './list-page.ts';
import { sendReportPage } from './report-form.ts';
import { reporterOf } from './reporter.ts';

type ById = { Params: { id: string } };

const requireId = (id: string): string => {
  if (!isId(id)) throw new Failure('not_found');
  return id;
};

const asked = z.object({
  reported: z.string().optional(),
  token: z.string().max(200).optional(),
  clip: z.string().max(500).default(''),
});
const complaint = z
  .object({ kind: z.enum(takedownReasons).optional(), reason: z.string().trim().max(500).default('') })
  .refine(({ kind, reason }) => kind !== undefined || reason !== '')
  .transform(({ kind = 'rules', reason }) => ({ kind, reason }));
const named = z.object({ clip: z.string().trim().max(500).transform(linkedClip) });
const pressed = z.object({ on: z.enum(['yes', 'no']) });
const some = { rateLimit: { max: 120, timeWindow: 60_000 } };
const few = { rateLimit: { max: 10, timeWindow: 60_000 } };

/** The gallery, its feeds, and a page for each clip. */
export const galleryRoutes =
  (deps: GalleryDeps): FastifyPluginAsync =>
  async (server) => {
    server.get('/gallery', { config: some }, async (request, answer) => {
      const wish = readGalleryQuery(request.query, deps.effects);
      return sendGallery(
        request,
        answer,
        wish,
        deps.effects,
        await deps.page(actorOf(visitorOf(request)), wish),
      );
    });
    for (const kind of Object.keys(feedKinds) as FeedKind[]) {
      server.get(`/gallery.${kind}`, { config: some }, async (request, answer) => {
        const asked = readGalleryQuery(request.query, deps.effects);
        const wish = { ...asked, order: 'newest', after: null } as const;
        const { exhibits } = await deps.page(actorOf(visitorOf(request)), wish);
        return sendFeed(request, answer, kind, exhibits, wish, originOf(request, deps.origin));
      });
    }
    server.get<ById>('/c/:id', async (request, answer) => {
      const { reported, token = '' } = asked.parse(request.query);
      const opens = (clip: Clip): boolean => opensClip(deps.secret, token, clip, 'page');
      const actor = actorOf(visitorOf(request));
      const clip = await deps.clip(actor, requireId(request.params.id), opens);
      const signed = await deps.isSigned(clip);
      const likes = await deps.likes(actor, clip);
      const site = { origin: originOf(request, deps.origin), ownRoot: deps.ownRoot, signed, likes };
      return sendClip(request, answer, clip, { ...site, token }, reported !== undefined);
    });
    server.post<ById>('/c/:id/like', { preHandler: admit, config: some }, async (request, answer) => {
      const id = requireId(request.params.id);
      const { on } = pressed.parse(request.body);
      const actor = actorOf(visitorOf(request));
      const clip = await deps.clip(actor, id);
      // Start a session for the visitor, so that each counts once.
      const likes = await deps.like(
        { ...actor, id: await beginSession(request, answer) },
        clip,
        on === 'yes',
      );
      return wantsJson(request) ? answer.send(likes) : answer.redirect(clipUrl(id), 303);
    });
    server.post<ById>('/c/:id/report', { config: few }, async (request, answer) => {
      const id = requireId(request.params.id);
      const said = complaint.parse(request.body);
      const { token = '' } = asked.parse(request.query);
      const opens = (clip: Clip): boolean => opensClip(deps.secret, token, clip, 'page');
      await deps.report(reporterOf(request, deps.secret), id, said, opens);
      return answer.redirect(
        `${clipUrl(id)}?reported${token === '' ? '' : `&token=${encodeURIComponent(token)}`}`,
        303,
      );
    });
    server.get('/report', { config: some }, async (request, answer) => {
      const { reported, clip } = asked.parse(request.query);
      const known = linkedClip(clip) !== null;
      const link = known && clip.startsWith('/') ? `${originOf(request, deps.origin)}${clip}` : clip;
      return sendReportPage(request, answer, { reported: reported !== undefined, clip: known ? link : '' });
    });
    server.post('/report', { config: few }, async (request, answer) => {
      const { clip: linked } = named.parse(request.body);
      if (linked === null) throw new Failure('bad_request');
      const { id, token } = linked;
      const said = complaint.parse(request.body);
      const opens = (clip: Clip): boolean =>
        clip.visibility !== 'private' ||
        opensClip(deps.secret, token, clip, 'page') ||
        opensClip(deps.secret, token, clip, 'files');
      await deps.report(reporterOf(request, deps.secret), id, said, opens).catch((error: unknown) => {
        // Nobody learns here which clips there are.
        if (!(error instanceof Failure && error.kind === 'not_found')) throw error;
      });
      return answer.redirect('/report?reported', 303);
    });
  };
