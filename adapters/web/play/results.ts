import type { FastifyRequest } from 'fastify';
import { asFailure, Failure } from '../../../src/core/failure.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { clipCard, type Sources } from '../clip-card.ts';
import { commandNamed, requestOf } from '../counter.ts';
import { sentence } from '../speech.ts';
import { visitorOf } from '../visitor.ts';
import { endCard, jobCard } from './card.ts';
import { nameOf } from './fields.ts';
import type { Play, Standing } from './parts.ts';

/** Where the owner's page finds a clip's files. */
export const ownSources = (id: string): Sources => ({
  file: `/clips/${id}/file`,
  thumbnail: `/clips/${id}/thumbnail`,
  download: `/clips/${id}/file?download=1`,
});

/** One clip with its buttons, for whoever may see it. Throws Failure `not_found`. */
export const lookAtClip = (play: Play, request: FastifyRequest, id: string): Promise<Reply> =>
  commandNamed(play, 'clip').run(requestOf(request), { id });

/** A visitor's own job. Throws Failure `not_found`. */
export const ownJob = async (play: Play, request: FastifyRequest, id: string): Promise<Standing> => {
  const standing = await play.standing(id);
  const { owner } = visitorOf(request);
  if (owner === '' || standing?.owner !== owner) throw new Failure('not_found');
  return standing;
};

/** A clip as a card, in the words of its viewer. */
export const clipHtml = (request: FastifyRequest, { clips, actions }: Reply, title?: string): string => {
  const { speech } = visitorOf(request);
  return clips.map(({ clip }) => clipCard(speech, clip, ownSources(clip.id), actions, title)).join('');
};

/** How a job went: its clips, best first, or why there are none. */
const outcomeHtml = async (play: Play, request: FastifyRequest, job: Standing): Promise<string> => {
  const { speech } = visitorOf(request);
  if (job.outcome === 'cancelled')
    return endCard(speech, job, sentence(speech, { key: 'cancelled', values: { wasRunning: 0 } }));
  if (job.failure !== null) {
    const { kind, facts } = job.failure;
    return endCard(speech, job, sentence(speech, { key: 'failed', values: { failure: kind, facts } }));
  }
  const looked = await Promise.all(
    job.clips.map((id) =>
      lookAtClip(play, request, id).catch((error: unknown) => {
        if (asFailure(error).kind === 'not_found') return null;
        throw error;
      }),
    ),
  );
  const found = looked.filter((reply) => reply !== null);
  if (found.length === 0) return endCard(speech, job, speech.failures.not_found({}));
  const name = nameOf(speech, job.effect);
  const title = (index: number): string =>
    found.length === 1 ? name : `${name} · ${speech.web.clips.take(index + 1, found.length)}`;
  return found.map((reply, index) => clipHtml(request, reply, title(index))).join('');
};

/** A job as it stands: a card, or its clips. */
export const jobHtml = async (play: Play, request: FastifyRequest, job: Standing): Promise<string> => {
  const { speech, locale } = visitorOf(request);
  return job.state === 'done' ? outcomeHtml(play, request, job) : jobCard(speech, locale, job);
};
