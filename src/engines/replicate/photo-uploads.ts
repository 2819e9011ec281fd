import { readFile } from 'node:fs/promises';
import { Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { RemoteInput } from './remote-input.ts';
import type { ReplicateApi } from './replicate-api.ts';
import type { UploadedFile } from './wire.ts';

/** The metadata field with the attempt that a file was uploaded for. */
const field = 'attempt';

export const belongsTo = (idempotencyKey: string, file: UploadedFile): boolean =>
  file.metadata?.[field] === idempotencyKey;

/** Deletes uploaded files. Best effort: the provider deletes them later anyway. */
export const discard = async (api: ReplicateApi, files: readonly string[]): Promise<void> => {
  await Promise.allSettled(files.map((id) => api.discard(id)));
};

const upload = async (
  api: ReplicateApi,
  path: string,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<UploadedFile> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Failure('expired', {}, error);
  });
  const file = new File([new Uint8Array(bytes)], 'photo.jpg', { type: 'image/jpeg' });
  return api.upload(file, { [field]: idempotencyKey }, signal);
};

/**
 * Uploads the photos and returns the full input with their URLs, and the files. Uploads all or leaves none behind.
 */
export const place = async (
  api: ReplicateApi,
  { input, photos }: RemoteInput,
  paths: readonly string[],
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<{ input: { readonly [name: string]: Json }; files: UploadedFile[] }> => {
  const numbers = [...new Set(Object.values(photos).flat())];
  const uploads = await Promise.allSettled(
    numbers.map((number) => upload(api, paths[number] ?? '', idempotencyKey, signal)),
  );
  const files = uploads.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const refused = uploads.find((one) => one.status === 'rejected');
  if (refused !== undefined) {
    await discard(
      api,
      files.map(({ id }) => id),
    );
    throw refused.reason;
  }
  const urlOf = (number: number): string => files[numbers.indexOf(number)]?.urls.get ?? '';
  const urls = Object.entries(photos).map(
    ([name, given]) => [name, typeof given === 'number' ? urlOf(given) : given.map(urlOf)] as const,
  );
  return { input: { ...input, ...Object.fromEntries(urls) }, files };
};
