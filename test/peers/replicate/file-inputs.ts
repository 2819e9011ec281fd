import type { Json } from '../../../src/core/json.ts';
import type { Files } from './files.ts';
import type { Model } from './models/model.ts';

export type FileInputs = {
  /** The first picture among them. */
  readonly photo: Buffer | null;
  /** Why the model could not read one; null when all is well. */
  readonly complaint: string | null;
};

const largestData = 256_000;

const isPicture = (bytes: Buffer): boolean =>
  bytes.subarray(0, 3).toString('hex') === 'ffd8ff' ||
  bytes.subarray(1, 4).toString() === 'PNG' ||
  bytes.subarray(8, 12).toString() === 'WEBP';

/** The picture behind an address of the delivery host, if it is one and still there. */
export type Delivered = (address: string) => Buffer | undefined;

const read = (address: string, files: Files, delivered: Delivered): Buffer | string | null => {
  if (address.startsWith('data:')) {
    if (address.length > largestData) return 'The data URI is too large';
    return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  }
  const file = files.behind(address);
  if (file !== undefined) {
    if (/^(image|video|audio)\//.test(file.type)) return file.bytes;
    return `Unsupported file type ${file.type}`;
  }
  const picture = delivered(address);
  if (picture !== undefined) return picture;
  // What others host cannot be fetched from here and is believed.
  return address.startsWith('https://') ? null : `Failed to download ${address}: 404 Not Found`;
};

/** Fetches every file of an input, as a model does before it runs. */
export const readFileInputs = (
  model: Model,
  input: Readonly<Record<string, Json>>,
  files: Files,
  delivered: Delivered,
): FileInputs => {
  const isFile = (name: string): boolean => JSON.stringify(model.fields[name] ?? {}).includes('"uri"');
  const addresses = Object.entries(input).flatMap(([name, value]) => (isFile(name) ? [value].flat() : []));
  const contents = addresses.map((address) => read(String(address), files, delivered));
  const complaint = contents.find((content) => typeof content === 'string') ?? null;
  const found = contents.filter((content) => Buffer.isBuffer(content));
  const photo = found.find(isPicture) ?? null;
  if (complaint === null && photo === null && found.length > 0 && model.fields['mp4'] === undefined) {
    return { photo, complaint: 'cannot identify image file' };
  }
  return { photo, complaint };
};
