import { createHash } from 'node:crypto';
import type { Clock } from './clock.ts';
import { largestFile, notFound, Problem, tooLarge } from './problems.ts';
import { newName, stamp } from './stamp.ts';

const hour = 3_600_000;

export type StoredFile = {
  /** Counted from 1. */
  readonly number: number;
  readonly id: string;
  readonly bytes: Buffer;
  readonly type: string;
  readonly name: string;
  readonly metadata: object;
  readonly createdAt: number;
};

export type Files = ReturnType<typeof openFiles>;

/** What people upload: kept for an hour or until deleted. */
export const openFiles = (clock: Clock, base: () => string) => {
  const files = new Map<string, StoredFile>();
  let count = 0;
  const alive = (id: string): StoredFile | undefined => {
    const file = files.get(id);
    return file !== undefined && clock.now() < file.createdAt + hour ? file : undefined;
  };
  const get = (id: string): StoredFile => {
    const file = alive(id);
    if (file === undefined) throw notFound('File not found');
    return file;
  };
  return {
    alive,
    get,
    list: (): StoredFile[] => [...files.keys()].flatMap((id) => alive(id) ?? []).reverse(),
    remove: (id: string): void => {
      files.delete(get(id).id);
    },
    /** The file behind one of our own addresses; undefined when it is none or no longer there. */
    behind: (address: string): StoredFile | undefined => {
      const start = `${base()}/files/`;
      return address.startsWith(start) ? alive(address.slice(start.length)) : undefined;
    },
    create: async (form: FormData): Promise<StoredFile> => {
      const content = form.get('content');
      if (!(content instanceof Blob)) {
        throw new Problem(400, { detail: 'Missing content', status: 400 });
      }
      if (content.size >= largestFile) throw tooLarge();
      const metadata = form.get('metadata') ?? '{}';
      count += 1;
      const file: StoredFile = {
        number: count,
        id: newName(),
        bytes: Buffer.from(await content.arrayBuffer()),
        type: content.type || 'application/octet-stream',
        name: content.name,
        metadata: JSON.parse(typeof metadata === 'string' ? metadata : await metadata.text()),
        createdAt: clock.now(),
      };
      files.set(file.id, file);
      return file;
    },
    body: (file: StoredFile) => ({
      id: file.id,
      name: file.name,
      content_type: file.type,
      size: file.bytes.length,
      etag: file.id,
      checksums: { sha256: createHash('sha256').update(file.bytes).digest('hex') },
      metadata: file.metadata,
      created_at: stamp(file.createdAt),
      expires_at: stamp(file.createdAt + hour),
      urls: { get: `${base()}/files/${file.id}` },
    }),
  };
};
