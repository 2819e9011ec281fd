import type { FastifyRequest } from 'fastify';
import type { Clip } from '../../../src/core/clip.ts';
import { asFailure, Failure } from '../../../src/core/failure.ts';
import type { JobView } from '../../../src/core/job.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { clipCard, ownSources } from '../clip-card.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { nameOf } from './fields.ts';
import { endCard, jobCard, refusedNotes } from './job-card.ts';
import type { Play } from './play-deps.ts';
import { namesOf, takesCard } from './takes-card.ts';

/** One clip with its actions, if the visitor may see it. Throws `Failure` `not_found`. */
export const showOneClip = (play: Play, request: FastifyRequest, id: string): Promise<Reply> =>
  commandNamed(play, 'clip').run(requestOf(request), { id });

/** A job of the visitor. Throws `Failure` `not_found`. */
export const ownJob = async (play: Play, request: FastifyRequest, id: string): Promise<JobView> => {
  const jobView = await play.jobView(id);
  const { owner } = visitorOf(request);
  if (owner === '' || jobView?.owner !== owner) throw new Failure('not_found');
  return jobView;
};

/** A clip card in the visitor's language. */
export const clipHtml = (request: FastifyRequest, { clips, actions }: Reply, title?: string): string => {
  const { messages } = visitorOf(request);
  return clips.map(({ clip }) => clipCard(messages, clip, ownSources(clip.id), actions, title)).join('');
};

/** Clips, the first one selected: side by side if there are several, each with its card. */
export const clipsHtml = (request: FastifyRequest, replies: readonly Reply[], notes = ''): string => {
  const { messages } = visitorOf(request);
  const made = replies.flatMap(({ clips }) => clips.map(({ clip }) => clip));
  const { names } = namesOf(messages, made);
  const cards = replies.map((reply, index) => {
    const effect = nameOf(messages, made[index]?.recipe.order.effect ?? '');
    const own = names[index] ?? '';
    return clipHtml(
      request,
      reply,
      made.length === 1 ? effect : own.startsWith(effect) ? own : `${effect} · ${own}`,
    );
  });
  return made.length > 1 ? takesCard(messages, made, cards, notes) : cards.join('') + notes;
};

/** The outcome of a job: its clips, best first, or why there are none. */
const outcomeHtml = async (play: Play, request: FastifyRequest, job: JobView): Promise<string> => {
  const { messages } = visitorOf(request);
  if (job.outcome === 'cancelled')
    return endCard(
      messages,
      job,
      sentence(messages, { key: 'cancelled', values: { wasRunning: 0, credits: job.credits } }),
      job.next,
    );
  if (job.failure !== null) {
    const { kind, facts } = job.failure;
    return endCard(
      messages,
      job,
      sentence(messages, { key: 'failed', values: { failure: kind, facts, credits: job.credits } }),
      job.next,
    );
  }
  const looked = await Promise.all(
    job.clips.map((id) =>
      showOneClip(play, request, id).catch((error: unknown) => {
        if (asFailure(error).kind === 'not_found') return null;
        throw error;
      }),
    ),
  );
  const found = looked.filter((reply) => reply !== null);
  if (found.length === 0) return endCard(messages, job, messages.format('failures.not_found'));
  return clipsHtml(request, found, refusedNotes(messages, job));
};

/** A job as HTML: a status card, or its clips once done. */
export const jobHtml = async (play: Play, request: FastifyRequest, job: JobView): Promise<string> => {
  const { messages, locale } = visitorOf(request);
  return job.state === 'done' ? outcomeHtml(play, request, job) : jobCard(messages, locale, job);
};

/** Clips whose recipe can be reused on another photo, id and name: `like` and the visitor's newest. */
export const clipsToCopy = async (
  play: Play,
  request: FastifyRequest,
  like: Clip | null,
): Promise<readonly (readonly [string, string])[]> => {
  const { messages, locale, owner } = visitorOf(request);
  if (owner === '') return [];
  const own = await commandNamed(play, 'clips').run(requestOf(request), {});
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const shown = [...(like === null ? [] : [like]), ...own.clips.map(({ clip }) => clip)];
  const entries = shown.map(
    (clip) =>
      [clip.id, `${nameOf(messages, clip.recipe.order.effect)} · ${when.format(clip.createdAt)}`] as const,
  );
  return [...new Map(entries)];
};
