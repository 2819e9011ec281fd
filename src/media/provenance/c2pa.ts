import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Provenance } from '../../core/provenance.ts';
import { coseSign1 } from './cose.ts';
import type { Signer } from './signer.ts';
import { addressOf } from './xmp.ts';

/** The subset of the browser's `Blob` that the library uses. It reads parts synchronously, which Node's own can't. */
class BytesBlob {
  readonly content: Uint8Array;
  constructor(content: Uint8Array) {
    this.content = content;
  }
  get size(): number {
    return this.content.length;
  }
  slice(from?: number, to?: number): BytesBlob {
    return new BytesBlob(this.content.subarray(from, to));
  }
}

class FileReaderSync {
  readAsArrayBuffer({ content }: BytesBlob): ArrayBufferLike {
    return new Uint8Array(content).buffer;
  }
}

/** Loads the library, which takes a tenth of a second and 60 MB. Only child processes that need it do so. */
const load = async () => {
  const library = await import('@contentauth/c2pa-wasm');
  const path = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm/c2pa.wasm');
  Object.assign(globalThis, { FileReaderSync });
  library.initSync({ module: await readFile(path) });
  return library;
};

const product = 'Photoplay';

const definition = (about: Provenance, version: string) => ({
  claim_generator_info: [{ name: product, version }],
  title: `${product} clip`,
  format: 'video/mp4',
  assertions: [
    {
      label: 'c2pa.actions.v2',
      data: {
        actions: [
          {
            action: 'c2pa.created',
            digitalSourceType: addressOf(about.source),
            softwareAgent: { name: about.model },
            description: `${about.effect} v${about.effectVersion}`,
            parameters: {
              'photoplay.effect': about.effect,
              'photoplay.effect.version': about.effectVersion,
              'photoplay.engine': about.engine,
              'photoplay.model': about.model,
            },
          },
        ],
      },
    },
  ],
});

const settings = { builder: { thumbnail: { enabled: false } }, verify: { verify_after_sign: false } };

/** An MP4 with a signed manifest of how it was made. */
export const signMp4 = async (
  file: Buffer,
  about: Provenance,
  { algorithm, signing }: Signer,
  version: string,
): Promise<Uint8Array> => {
  const { WasmBuilder } = await load();
  // Reserves exactly the space needed: padding would be bytes that no signature covers.
  const reserveSize = coseSign1(signing, Buffer.alloc(1)).length;
  const sign = async (claim: Uint8Array) => new Uint8Array(coseSign1(signing, claim));
  const builder = WasmBuilder.fromJson(JSON.stringify(definition(about, version)), JSON.stringify(settings));
  const source = new BytesBlob(file) as unknown as Blob;
  return builder.sign({ alg: algorithm, reserveSize, sign }, [], 'video/mp4', source);
};

/**
 * c2pa-rs' report on a file of this media type, as JSON. Null when it has no manifest. With `roots` (PEM) it also
 * reports whether one of them vouches for the signer.
 */
export const readManifests = async (
  file: Uint8Array,
  type: string,
  roots: string | null,
): Promise<string | null> => {
  const { WasmReader } = await load();
  const trust = roots === null ? {} : { trust: { trust_anchors: roots } };
  const context = JSON.stringify({ ...trust, verify: { verify_trust: true, ocsp_fetch: false } });
  const reader = await WasmReader.fromBytes(type, file, context).catch((error: unknown) => {
    if (/JumbfNotFound|no JUMBF/i.test(String(error))) return null;
    throw error;
  });
  return reader === null || reader.activeLabel() === undefined ? null : reader.json();
};
