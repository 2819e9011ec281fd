import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Request } from '../../../src/core/command.ts';
import { Failure } from '../../../src/core/failure.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { ClipFile, Reply } from '../../../src/core/reply.ts';
import { savedFiles } from '../../../src/core/saved-files.ts';
import { readExportLink } from '../links.ts';
import { sendDownload } from '../send-file.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import type { Play } from './play-deps.ts';

const word = z.string().max(200);
const several = z.preprocess((value) => [value ?? []].flat(), z.array(word).max(10));
const linked = z
  .object({ owner: word, token: word, clip: several })
  .transform(({ clip: ids, ...link }) => ({ ...link, ids }));

/**
 * The request for an export, and of which clips (none: all): for the owner of a signed link, otherwise for the visitor.
 * Throws `Failure` `link_expired` or `not_found`.
 */
const askerOf = (request: FastifyRequest, secret: string): [Request, ids: readonly string[]] => {
  const own = requestOf(request);
  const link = linked.safeParse(request.query);
  if (!link.success) return [own, []];
  const { owner, ids } = link.data;
  const state = readExportLink(secret, link.data, Date.now());
  if (state !== 'open') throw new Failure(state === 'over' ? 'link_expired' : 'not_found');
  return [{ ...own, actor: { ...own.actor, id: owner } }, ids];
};

/** `/export.zip`: an owner's clips with their recipes; without a choice of clips, their presets and defaults too. */
export const exportRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    const few = { rateLimit: { max: 10, timeWindow: 60_000 } };
    server.get('/export.zip', { config: few }, async (request, answer) => {
      const [asked, ids] = askerOf(request, play.secret);
      // Like a clip link, an export link works for anyone who has it, without the access key.
      const refused = asked.actor.id === visitorOf(request).owner ? await admit(request, answer) : undefined;
      if (refused !== undefined) return refused;
      const page = (before: string | null): Promise<Reply> =>
        commandNamed(play, 'clips').run(asked, before === null ? {} : { before });
      const first = await page(null);
      const run = (name: string, raw: object) => commandNamed(play, name).run(asked, { ...raw });
      const saved = asked.actor.id === '' || ids.length > 0 ? [] : await savedFiles(run);
      if (first.clips.length + saved.length === 0) throw new Failure('not_found');
      const all = async function* (): AsyncGenerator<ClipFile> {
        for (let reply = first; ; reply = await page(reply.next)) {
          yield* reply.clips.filter(({ clip }) => ids.length === 0 || ids.includes(clip.id));
          if (reply.next === null) return;
        }
      };
      return sendDownload(answer, 'photoplay-clips.zip', 'application/zip', play.pack(all(), saved));
    });
  };
