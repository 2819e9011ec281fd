import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { componentsOf } from './fields.ts';
import type { Files } from './files.ts';
import { models } from './models/all.ts';
import type { Model } from './models/model.ts';
import { pageOf } from './page.ts';
import { ended, type Prediction } from './prediction.ts';
import type { Predictions } from './predictions.ts';
import { notFound, Problem } from './problems.ts';
import { type Answer, preferredWait, readForm } from './requests.ts';
import { stamp } from './stamp.ts';

export type Site = {
  readonly base: () => string;
  readonly files: Files;
  readonly predictions: Predictions;
  readonly secret: string;
  readonly now: () => number;
  /** Makes a prediction of a POST to a model, or to a version where that is null; null resets the connection. */
  readonly create: (request: IncomingMessage, model: string | null) => Promise<Prediction | null>;
};

type Route = (
  site: Site,
  request: IncomingMessage,
  parts: readonly string[],
  query: URLSearchParams,
) => Promise<Answer | 'reset'> | Answer;

const found = ({ predictions }: Site, id = '') => {
  const prediction = predictions.all.get(id);
  if (prediction === undefined) throw notFound();
  return prediction;
};

const create = async (site: Site, request: IncomingMessage, model: string | null) => {
  const patience = preferredWait(request);
  const prediction = await site.create(request, model);
  if (prediction === null) return 'reset';
  if (patience !== null) await site.predictions.settled(prediction, patience);
  const status = patience === null || ended(prediction) ? 201 : 202;
  const body = site.predictions.body(prediction);
  return { status, body, headers: { location: body.urls.get } };
};

const timeOf = (query: URLSearchParams, name: string, otherwise: number): number => {
  const text = query.get(name);
  if (text === null) return otherwise;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Problem(400, { detail: `Invalid ${name}`, status: 400 });
  return time;
};

const list: Route = ({ predictions, base }, _request, _parts, query) => {
  const after = timeOf(query, 'created_after', Number.NEGATIVE_INFINITY);
  const before = timeOf(query, 'created_before', Number.POSITIVE_INFINITY);
  const matching = [...predictions.all.values()]
    .filter(({ createdAt }) => createdAt >= after && createdAt < before)
    .reverse();
  const { page, ...links } = pageOf(matching, `${base()}/predictions`, query);
  return { status: 200, body: { ...links, results: page.map(predictions.body) } };
};

const describe = (name: string, { fields, output, version }: Model, now: number) => {
  const [owner, short] = name.split('/');
  const file = { type: 'string', format: 'uri', title: 'Output' };
  const schemas = { ...componentsOf(fields), Output: file };
  return {
    url: `https://replicate.com/${name}`,
    owner,
    name: short,
    description: `Makes a ${output}.`,
    visibility: 'public',
    is_official: version === null,
    github_url: null,
    paper_url: null,
    license_url: null,
    run_count: 1,
    cover_image_url: null,
    default_example: null,
    latest_version: {
      id: version ?? createHash('sha256').update(name).digest('hex'),
      created_at: stamp(now),
      cog_version: '0.16.9',
      openapi_schema: { openapi: '3.0.2', info: { title: 'Cog', version: '0.1.0' }, components: { schemas } },
    },
  };
};

/** Every route by method and shape of its path, where `*` is any one part. */
export const routes: Readonly<Record<string, Route>> = {
  'POST predictions': (site, request) => create(site, request, null),
  'POST models/*/*/predictions': (site, request, [, owner, name]) =>
    create(site, request, `${owner}/${name}`),
  'GET predictions': list,
  'GET predictions/*': (site, _request, [, id]) => {
    const prediction = found(site, id);
    prediction.gets.push(site.now());
    return { status: 200, body: site.predictions.body(prediction) };
  },
  'POST predictions/*/cancel': (site, _request, [, id]) => {
    const prediction = found(site, id);
    site.predictions.cancel(prediction);
    return { status: 200, body: site.predictions.body(prediction) };
  },
  'POST files': async ({ files }, request) => ({
    status: 201,
    body: files.body(await files.create(await readForm(request))),
  }),
  'GET files': ({ files, base }, _request, _parts, query) => {
    const { page, ...links } = pageOf(files.list(), `${base()}/files`, query);
    return { status: 200, body: { ...links, results: page.map(files.body) } };
  },
  'GET files/*': ({ files }, _request, [, id = '']) => ({ status: 200, body: files.body(files.get(id)) }),
  'DELETE files/*': ({ files }, _request, [, id = '']) => {
    files.remove(id);
    return { status: 204 };
  },
  'GET models/*/*': ({ now }, _request, [, owner, name]) => {
    const model = models[`${owner}/${name}`];
    if (model === undefined) throw notFound();
    return { status: 200, body: describe(`${owner}/${name}`, model, now()) };
  },
  'GET webhooks/default/secret': ({ secret }) => ({ status: 200, body: { key: secret } }),
  'GET account': () => ({ status: 200, body: { type: 'user', username: 'peer', name: 'Peer' } }),
};
