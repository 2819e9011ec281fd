import { type FileHandle, open } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';
import { headLength, sniff } from '../media/sniff.ts';
import { diskFailure, writeWhole } from '../media/whole-file.ts';

export type DownloadRules = {
  /** The provider's name, for error messages. */
  readonly provider: string;
  /** Whether downloads from this URL are allowed; checked again on every redirect. */
  readonly allowed: (url: URL) => boolean;
  /** The token to retry with, once, after a 401 or 403; null for hosts that must never see it. */
  tokenFor?(url: URL): string | null;
  /** Sent to the original URL only, never to a redirect. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** Limit for the whole download, in milliseconds. */
  readonly timeout: number;
  /** Limit without receiving a byte, in milliseconds. */
  readonly stall: number;
};

const maximumRedirects = 3;

const bad = (reason: string): Failure => new Failure('bad_output', {}, new Error(reason));
const away = ({ provider: name }: DownloadRules, error: unknown): Failure =>
  new Failure('unavailable', { name }, error);

type Redirects = { readonly hops: number; readonly token: string | null };
const begin: Redirects = { hops: 0, token: null };

const request = async (
  url: URL,
  rules: DownloadRules,
  signal: AbortSignal,
  { hops, token } = begin,
): Promise<Response> => {
  if (!rules.allowed(url)) throw bad(`a clip at a host that is not allowed: ${url.hostname}`);
  // Don't send the token on the first try: the URL comes from the provider's response and isn't trusted.
  const headers = {
    'accept-encoding': 'identity',
    ...(hops === 0 && rules.headers),
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(url, { redirect: 'manual', headers, signal }).catch((error: unknown) => {
    throw away(rules, error);
  });
  const { status } = response;
  const location = response.headers.get('location');
  if (response.ok && response.body !== null) return response;
  await response.body?.cancel();
  if (status >= 300 && status < 400 && location !== null) {
    if (hops >= maximumRedirects || !URL.canParse(location, url.href)) throw bad('redirected without end');
    return request(new URL(location, url), rules, signal, { hops: hops + 1, token: null });
  }
  const shown = token === null && [401, 403].includes(status) ? (rules.tokenFor?.(url) ?? null) : null;
  if (shown !== null) return request(url, rules, signal, { hops, token: shown });
  if ([401, 403, 404, 410].includes(status))
    throw new Failure('expired', { file: 'clip' }, new Error(`status ${status}`));
  throw status >= 500 || status === 429
    ? away(rules, new Error(`status ${status}`))
    : bad(`status ${status}`);
};

const isClip = (head: Uint8Array): boolean => ['mp4', 'webm'].includes(sniff(head) ?? '');

/**
 * Streams the body to the file, no faster than the disk. Writes nothing unless the first bytes are those of a clip.
 */
const pour = async (response: Response, file: FileHandle, rules: DownloadRules, alive: () => void) => {
  let head = Buffer.alloc(0);
  let bytes = 0;
  const write = (chunk: Uint8Array) => file.writeFile(chunk).catch(diskFailure);
  const body = response.body ?? [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    alive();
    bytes += chunk.byteLength;
    if (bytes > rules.bytes) throw bad('a clip too big');
    if (head.length >= headLength) {
      await write(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headLength) continue;
    if (!isClip(head)) throw bad('not a clip');
    await write(head);
  }
  if (head.length < headLength) {
    if (!isClip(head)) throw bad(head.length === 0 ? 'nothing' : 'not a clip');
    await write(head);
  }
  await file.sync().catch(diskFailure);
};

/**
 * Downloads a clip with limits on size and time. The target file appears only when it is complete. Throws `Failure`
 * `bad_output`, `expired`, `unavailable` or `disk_full`, or the reason `signal` aborts with.
 */
export const download = async (
  url: URL,
  target: string,
  rules: DownloadRules,
  signal: AbortSignal,
): Promise<void> => {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(new Error('no more bytes came')), rules.stall);
  const limits = AbortSignal.any([signal, stalled.signal, AbortSignal.timeout(rules.timeout)]);
  try {
    const response = await request(url, rules, limits);
    if (Number(response.headers.get('content-length') ?? 0) > rules.bytes) {
      await response.body?.cancel();
      throw bad('a clip too big');
    }
    await writeWhole(target, async (part) => {
      const file = await open(part, 'w').catch(diskFailure);
      await pour(response, file, rules, () => timer.refresh()).finally(() => file.close());
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Failure ? error : away(rules, error);
  } finally {
    clearTimeout(timer);
  }
};
