import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Options } from '../../../src/core/command.ts';
import { asFailure } from '../../../src/core/failure.ts';
import { parseValues } from '../../../src/core/parse.ts';
import { termsText } from '../../../src/text/reply-text.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { commandNamed } from '../web-deps.ts';
import type { Play } from './play-deps.ts';

const settling = [
  ...['effect', 'prompt', 'engine', 'model', 'camera', 'motion', 'seconds', 'ratio', 'resolution'],
  ...['draft', 'takes', 'loop'],
];

const asked = z.record(z.string(), z.string().max(600));

/** What a form's clip would cost and who would see its photo, in a line; nothing where it cannot be made like this. */
export const quoteText = async (
  play: Play,
  request: FastifyRequest,
  raw: Readonly<Record<string, string>>,
): Promise<string> => {
  const declared: Options = commandNamed(play, 'animate').options;
  const options = Object.fromEntries(
    settling.flatMap((name) => (declared[name] === undefined ? [] : [[name, declared[name]] as const])),
  );
  const given = Object.entries(raw).filter(([name, text]) => name in options && text.trim() !== '');
  const { messages, owner } = visitorOf(request);
  try {
    const values = parseValues({ options }, Object.fromEntries(given), play.known);
    const wish = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    return termsText(
      messages,
      await play.quote({ effect: 'parallax', ...wish, owner }, Number(raw['photos']) || 1),
    );
  } catch (error) {
    // What is wrong with it is told when it is sent.
    if (asFailure(error).kind === 'internal') throw error;
    return '';
  }
};

/** `/quote?effect=…`: the terms of what a form says now. */
export const quoteRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    server.get('/quote', { preHandler: admit }, async (request) => ({
      terms: await quoteText(play, request, asked.parse(request.query)),
    }));
  };
