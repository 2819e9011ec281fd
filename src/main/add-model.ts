import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import { addedModel, findDepthModel } from '../engines/local/depth/find-model.ts';
import { digestOf } from '../jobs/move-files.ts';

const licence = 'Depth Anything V2 Small, Apache-2.0';

const unreachable = (cause: unknown): Failure =>
  new Failure('unavailable', { name: 'DEPTH_MODEL_URL' }, cause);

const ask = async (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, init).catch((error: unknown) => {
    throw unreachable(error);
  });

/** The hash that the file must have: at the end of its address, else as Hugging Face tells it. */
const wantedHash = async (url: URL, signal: AbortSignal): Promise<string> => {
  const written = /^#sha256=([0-9a-f]{64})$/.exec(url.hash)?.[1];
  if (written !== undefined) return written;
  const { headers } = await ask(url.href, { method: 'HEAD', redirect: 'manual', signal });
  const digest = /[0-9a-f]{64}/.exec(headers.get('x-linked-etag') ?? '')?.[0];
  if (digest !== undefined) return digest;
  throw new Failure('bad_setting', {
    name: 'DEPTH_MODEL_URL',
    rule: 'must end with #sha256= and the hash of the file',
  });
};

/** Downloads a file, from where an earlier download of it stopped. */
const download = async (
  url: URL,
  path: string,
  tell: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<void> => {
  const has = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  const response = await ask(url.href, { headers: has > 0 ? { range: `bytes=${has}-` } : {}, signal });
  // All of it is here already.
  if (response.status === 416) return;
  if (!response.ok || response.body === null) throw unreachable(response.status);
  let done = response.status === 206 ? has : 0;
  const all = done + Number(response.headers.get('content-length') ?? 0);
  const counted = new Transform({
    transform: (piece: Buffer, _encoding, next) => {
      done += piece.length;
      tell(done, Math.max(all, done));
      next(null, piece);
    },
  });
  const flags = response.status === 206 ? 'a' : 'w';
  const body = Readable.fromWeb(response.body as ReadableStream);
  await pipeline(body, counted, createWriteStream(path, { flags }), { signal }).catch((error: unknown) => {
    throw signal.aborted ? error : unreachable(error);
  });
};

/**
 * `models add depth`: downloads the depth model to the data folder, where it is found by itself. An interrupted download
 * is continued. Throws `Failure` `unknown_choice`, `bad_setting`, `unavailable` or `copy_damaged`.
 */
export const addModel = async (
  { DATA_DIR, DEPTH_MODEL_URL }: Pick<Config, 'DATA_DIR' | 'DEPTH_MODEL_URL'>,
  name: string | undefined,
  tell: (done: number, all: number) => void,
  signal: AbortSignal,
) => {
  if (name !== 'depth')
    throw new Failure('unknown_choice', { option: 'models add', value: name ?? '', choices: 'depth' });
  const [url, path] = [new URL(DEPTH_MODEL_URL), addedModel(DATA_DIR)];
  const wanted = await wantedHash(url, signal);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.${wanted.slice(0, 16)}.part`;
  const known = await digestOf(path).catch(() => null);
  if (known?.sha256 !== wanted) {
    await download(url, part, tell, signal);
    if ((await digestOf(part)).sha256 !== wanted) {
      await rm(part, { force: true });
      throw new Failure('copy_damaged', { name: url.pathname.split('/').at(-1) ?? '' });
    }
    await rename(part, path);
  }
  const { problem } = await findDepthModel(path);
  return { path, licence, problem };
};
