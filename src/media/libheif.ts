import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

type Handle = { readonly $$: { readonly ptr: number } };
type Value = { readonly value: number };

type Channel = {
  readonly id: Value;
  /** Points into the decoder's memory, `stride` bytes per row. */
  readonly data: Uint8Array;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  readonly bits_per_pixel: number;
};

export type Decoded = { readonly image: Handle; readonly channels: readonly Channel[] };

/** The subset of libheif's API that we use. */
export type Libheif = {
  readonly HEAPU8: Uint8Array;
  readonly heif_colorspace: Readonly<Record<'heif_colorspace_undefined', Value>>;
  readonly heif_chroma: Readonly<Record<'heif_chroma_undefined', Value>>;
  _malloc(bytes: number): number;
  heif_context_alloc(): Handle;
  heif_context_read_from_memory(
    context: Handle,
    file: Uint8Array,
  ): { readonly code: Value; readonly message: string };
  heif_js_context_get_primary_image_handle(context: Handle): Handle | { readonly message: string };
  heif_image_handle_get_width(handle: Handle): number;
  heif_image_handle_get_height(handle: Handle): number;
  heif_js_decode_image2(handle: Handle, space: Value, chroma: Value): Decoded | { readonly message: string };
  _heif_image_get_nclx_color_profile(error: number, image: number, profile: number): void;
};

/** libheif with libde265, as WebAssembly. It takes a second to load, so it is loaded only for HEIC files. */
export const loadLibheif = async (): Promise<Libheif> => {
  const require = createRequire(import.meta.url);
  const open = require('libheif-js/libheif-wasm/libheif.js') as (options: object) => Libheif;
  return open({ wasmBinary: await readFile(require.resolve('libheif-js/libheif-wasm/libheif.wasm')) });
};
