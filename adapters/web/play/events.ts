import type { FastifyPluginAsync } from 'fastify';
import * as z from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { openWatch } from './event-streams.ts';
import { lineOf, percentOf } from './job-card.ts';
import type { Play } from './play-deps.ts';

const maxJobs = 20;
const maxStreams = 12;
// Many people may share one IP address.
const maxFromAddress = 60;
// Clients that don't read their stream are dropped and may reconnect.
const maxUnread = 65_536;

const asked = z.object({
  jobs: z
    .string()
    .transform((text) => [...new Set(text.split(',').filter(isId))])
    .refine((ids) => ids.length > 0 && ids.length <= maxJobs),
});

/** `/events?jobs=a,b`: an event stream with the status of the visitor's jobs, at every change. */
export const eventRoutes =
  (play: Play, messages: (locale: string) => Messages): FastifyPluginAsync =>
  async (server) => {
    const open = new Map<string, number>();
    const count = (name: string, by: number): void => {
      const left = (open.get(name) ?? 0) + by;
      if (left > 0) open.set(name, left);
      else open.delete(name);
    };
    const watch = openWatch({
      look: play.readJobs,
      tell: (status, locale) => ({
        id: status.id,
        state: status.state,
        percent: percentOf(status),
        line: status.state === 'done' ? '' : lineOf(messages(locale), locale, status),
      }),
      complain: (error) => play.log.warn({ error }, 'jobs could not be read'),
    });
    server.addHook('onClose', async () => watch.close());
    server.get('/events', { preHandler: admit }, async (request, answer) => {
      const { jobs } = asked.parse(request.query);
      const { owner, locale } = visitorOf(request);
      const address = `from ${request.ip}`;
      if (owner === '') throw new Failure('not_found');
      if ((open.get(owner) ?? 0) >= maxStreams || (open.get(address) ?? 0) >= maxFromAddress)
        throw new Failure('too_many_requests', { seconds: 10 });
      for (const name of [owner, address]) count(name, 1);
      answer.hijack();
      const { raw } = answer;
      const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };
      raw.writeHead(200, { ...(answer.getHeaders() as Record<string, string>), ...headers });
      raw.write('retry: 2000\n\n');
      const leave = watch.follow({
        owner,
        locale,
        jobs,
        write: (text) => {
          if (raw.writableLength > maxUnread) raw.destroy();
          else raw.write(text);
        },
      });
      raw.on('close', () => {
        leave();
        for (const name of [owner, address]) count(name, -1);
      });
    });
  };
