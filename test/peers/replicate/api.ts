import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Rules } from './faults.ts';
import { notFound, Problem, refusalProblem, unauthenticated } from './problems.ts';
import { respond, respondProblem } from './requests.ts';
import { routes, type Site } from './routes.ts';

const routeOf = (method: string, parts: readonly string[]): string | undefined =>
  Object.keys(routes).find((route) => {
    const [verb, shape = ''] = route.split(' ');
    const names = shape.split('/');
    return (
      verb === method &&
      names.length === parts.length &&
      names.every((name, at) => name === '*' || name === parts[at])
    );
  });

/** The API under `/v1`, for whoever has the token. `rules` is asked anew for each request. */
export const apiServer = (site: Site, token: string, rules: () => Rules): Server => {
  const asked = new Map<string, number>();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://peer');
    const [version, ...parts] = pathname.slice(1).split('/');
    if (headers.authorization !== `Bearer ${token}`) throw unauthenticated();
    const route = version === 'v1' ? routeOf(method, parts) : undefined;
    if (route === undefined) throw notFound();
    const number = (asked.get(route) ?? 0) + 1;
    asked.set(route, number);
    const refusal = rules().answer?.({ number, route, path: pathname });
    if (refusal !== undefined && refusal !== 'reset') throw refusalProblem(refusal);
    const given = refusal ?? (await routes[route]?.(site, request, parts, searchParams));
    if (given === 'reset' || given === undefined) request.socket.resetAndDestroy();
    else respond(response, given);
  };

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Who asks may be killed in the middle of it.
      if (!(error instanceof Problem || request.socket.destroyed)) console.error(error);
      request.resume();
      respondProblem(response, error instanceof Problem ? error : refusalProblem({ status: 500 }));
    });
  });
};
