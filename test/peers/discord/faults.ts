/** Something that goes wrong with a request. `before`: it is not carried out; `after`: it is, but the answer is lost or late. */
export type Fault = {
  matches(method: string, path: string, files: boolean): boolean;
  readonly happens: 'before' | 'after';
  readonly answer: Answer;
  times: number;
};

export type Answer =
  | { readonly kind: 'reset' }
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** Waits for something, and then goes on as if nothing had been. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body: unknown;
      readonly headers: Readonly<Record<string, string>>;
    };

/** A rate limit that lasts so many seconds, shaped as Discord's. */
export const limited = (seconds: number, scope: 'user' | 'shared' | 'global' = 'user'): Answer => ({
  kind: 'status',
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' },
  headers: {
    'retry-after': String(Math.ceil(seconds)),
    'x-ratelimit-scope': scope,
    'x-ratelimit-reset-after': String(seconds),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-limit': '5',
    'x-ratelimit-bucket': 'peer',
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
  },
});

export const broken = (status: 500 | 502 | 503): Answer => ({
  kind: 'status',
  status,
  body: '<html>upstream connect error</html>',
  headers: { 'content-type': 'text/html' },
});

/** The next fault meant for this request, used up. */
export const takeFault = (
  faults: Fault[],
  method: string,
  path: string,
  files: boolean,
  happens: Fault['happens'],
): Fault | null => {
  const fault = faults.find(
    (one) => one.times > 0 && one.happens === happens && one.matches(method, path, files),
  );
  if (fault === undefined) return null;
  fault.times -= 1;
  return fault;
};
