import type { MarkedFile } from './provenance.ts';

/** Where bytes are kept. Keys are ours, never people's words. */
export interface Storage {
  /** Rejects when files cannot be read or written. */
  ping(): Promise<void>;
  /** Moves a whole file in under a key; readers see all of it or nothing. Throws Failure `disk_full`. */
  put(key: string, file: string): Promise<void>;
  /** Does the same with a clip, which says how it was made: `put` takes none. */
  putClip(key: string, file: MarkedFile): Promise<void>;
  /** A readable local path for a stored file. Throws Failure `not_found`. */
  path(key: string): Promise<string>;
  /** The same for a clip. */
  clipPath(key: string): Promise<MarkedFile>;
  remove(key: string): Promise<void>;
  /** A new empty private folder for work in progress; gone when `using` ends. */
  workspace(): Promise<Workspace>;
  /** Everything that is kept, and how many seconds ago it was written. */
  list(): AsyncIterable<{ readonly key: string; readonly age: number }>;
  /** Marks these files as belonging together, unless they are; gives the mark they have. */
  mark(fresh: string): Promise<string>;
  /** Removes the folders of processes that died. */
  tidy(): Promise<void>;
  /** Free room in bytes. */
  free(): Promise<number>;
}

export type Workspace = { readonly folder: string; [Symbol.asyncDispose](): Promise<void> };
