import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Options } from '../../../src/core/command.ts';
import { asFailure } from '../../../src/core/failure.ts';
import { commandNamed, parseValues } from '../../../src/core/parse.ts';
import { type RequestedTakes, requestedTakes } from '../../../src/core/variants.ts';
import { termsText } from '../../../src/text/reply-text.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import type { Play } from './play-deps.ts';

const settling = [
  ...['effect', 'prompt', 'engine', 'model', 'camera', 'motion', 'seconds', 'ratio', 'resolution'],
  ...['draft', 'takes', 'compare', 'loop', 'commercial'],
];

const asked = z.record(z.string(), z.string().max(600));

/** The terms of a clip, as one line, and which rarely used options the models that may render it take. */
type Quoted = { readonly terms: string; readonly takes?: Readonly<Record<string, boolean>> };

/** The cost of the clip and who would see its photo; empty if the form is invalid. */
export const quoted = async (
  play: Play,
  request: FastifyRequest,
  raw: Readonly<Record<string, string>>,
): Promise<Quoted> => {
  const declared: Options = commandNamed(play, 'animate').options;
  const options = Object.fromEntries(
    settling.flatMap((name) => (declared[name] === undefined ? [] : [[name, declared[name]] as const])),
  );
  const given = Object.entries(raw).filter(([name, text]) => name in options && text.trim() !== '');
  const { messages, owner } = visitorOf(request);
  try {
    const values = parseValues({ options }, Object.fromEntries(given), play.known);
    const wish = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const takes = requestedTakes(values as RequestedTakes, (name) =>
      play.known.effects.includes(name) ? { effect: name } : { engine: null, model: name },
    );
    // Which photo it ends with doesn't matter for the terms.
    const ends = raw['last'] === 'on' ? { last: 'given' } : {};
    const shows = raw['reference'] === 'on' ? { references: ['given'] } : {};
    const { ratio: _, compare: __, ...others } = wish;
    const { takes: taken, ...terms } = await play.quote(
      { ...others, ...takes, ...ends, ...shows, owner },
      Number(raw['photos']) || 1,
    );
    return { terms: termsText(messages, terms), takes: taken };
  } catch (error) {
    // Errors are reported when the form is submitted.
    if (asFailure(error).kind === 'internal') throw error;
    return { terms: '' };
  }
};

/** `/quote?effect=…`: the terms for the current form values. */
export const quoteRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    server.get('/quote', { preHandler: admit }, (request) =>
      quoted(play, request, asked.parse(request.query)),
    );
  };
