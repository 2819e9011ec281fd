import type { Json } from '../../../src/core/json.ts';

/** An answer that is not a success; `reset` drops the connection instead. */
export class Problem extends Error {
  readonly status: number;
  readonly body: { readonly [key: string]: Json } | string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: Problem['body'], headers: Problem['headers'] = {}) {
    super(`problem ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const html = (status: number) => `<html>
<head><title>${status}</title></head>
<body><center><h1>${status}</h1></center><hr><center>cloudflare</center></body>
</html>
`;

export const unauthenticated = () =>
  new Problem(401, {
    title: 'Unauthenticated',
    detail: 'You did not pass a valid authentication token',
    status: 401,
  });

/** Bytes an uploaded file must stay under. */
export const largestFile = 100_000_000;

export const tooLarge = () => new Problem(413, { detail: 'Files must be less than 100MB in size' });

export const notFound = (detail = 'The requested resource could not be found.') =>
  new Problem(404, { detail, status: 404 });

export const badVersion = () =>
  new Problem(422, {
    title: 'Invalid version or not permitted',
    detail: "The specified version does not exist (or perhaps you don't have permission to use it?)",
    status: 422,
  });

export type InvalidField = {
  readonly type: string;
  readonly field: string;
  readonly description: string;
};

export const invalid = (fields: readonly InvalidField[]) =>
  new Problem(422, {
    title: 'Input validation failed',
    detail: fields.map(({ field, description }) => `- ${field}: ${description}\n`).join(''),
    status: 422,
    invalid_fields: fields,
  });

const throttled = (seconds: number | null) =>
  new Problem(
    429,
    {
      detail:
        'Request was throttled. Your rate limit for creating predictions is reduced to 6 requests per minute with a ' +
        'burst of 1 requests while you have less than $5.0 in credit. Your rate limit resets in ' +
        `~${seconds ?? 5}s.`,
      status: 429,
      ...(seconds !== null && { retry_after: seconds }),
    },
    seconds === null ? {} : { 'retry-after': String(seconds) },
  );

const unpaid = () =>
  new Problem(402, {
    title: 'Insufficient credit',
    detail:
      'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to ' +
      'purchase credit. Once you purchase credit, please wait a few minutes before trying again.',
    status: 402,
  });

/** A refusal that a test asks for: `retryAfter` in seconds (429 only), `html` for a body as proxies send it. */
export type Refusal = {
  readonly status: 401 | 402 | 404 | 429 | 500 | 502 | 503;
  readonly retryAfter?: number;
  readonly html?: boolean;
};

export const refusalProblem = ({ status, retryAfter, html: asHtml = false }: Refusal): Problem => {
  if (asHtml) return new Problem(status, html(status));
  if (status === 401) return unauthenticated();
  if (status === 402) return unpaid();
  if (status === 404) return notFound();
  if (status === 429) return throttled(retryAfter ?? null);
  return new Problem(status, { title: 'Server error', detail: 'Something went wrong.', status });
};
