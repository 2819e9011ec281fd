import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { Storage } from '../../src/core/storage.ts';
import { openMarker } from '../../src/media/provenance/mark-file.ts';
import { ownSigner } from '../../src/media/provenance/own-signer.ts';

/** Calls a file marked where a test never looks into it. */
export const asMarked = (path: string): MarkedFile => path as MarkedFile;

/** Puts a file of either kind into storage. */
export const keep = (storage: Storage, key: string, file: string): Promise<void> =>
  key.endsWith('.mp4') ? storage.putClip(key, asMarked(file)) : storage.put(key, file);

/** Where the signer of all tests stands. */
export const provenanceFolder = join(tmpdir(), 'photoplay-test-provenance');

/** Marks as the service does. */
export const testMarker = openMarker(() => ownSigner(provenanceFolder));
