import type Replicate from 'replicate';
import * as z from 'zod';
import { Failure } from '../../core/failure.ts';
import { refusal } from './refusal.ts';
import { pageShape } from './wire.ts';

const maximumPages = 30;

/** Parses the response of a call that costs nothing. Throws `Failure`. */
export const ask = async <T>(shape: z.ZodType<T>, call: Promise<unknown>): Promise<T> => {
  try {
    return shape.parse(await call);
  } catch (error) {
    throw refusal(error, false);
  }
};

/** Reads the pages of a list, newest first, until `enough` returns true. Throws when it can't reach the end. */
export const listing =
  (client: Replicate, url: string) =>
  async <T extends z.ZodType>(
    item: T,
    path: string,
    params: Record<string, string>,
    enough: (page: readonly z.infer<T>[]) => boolean,
  ): Promise<z.infer<T>[]> => {
    const found: z.infer<T>[] = [];
    let request = client.request(path, { method: 'GET', params });
    for (let pages = 0; pages < maximumPages; pages += 1) {
      const answer = request.then((response) => response.json());
      const { next, results } = await ask(pageShape, answer);
      const page = await ask(z.array(item), Promise.resolve(results));
      found.push(...page);
      if (!next || enough(page)) return found;
      // Send the token to the API's own origin only, whatever URL a page names.
      if (new URL(next, url).origin !== new URL(url).origin) break;
      request = client.request(new URL(next, url), { method: 'GET' });
    }
    throw new Failure('unknown_outcome', {}, new Error('the list did not end'));
  };
