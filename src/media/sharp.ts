import { createRequire } from 'node:module';
import type sharpModule from 'sharp';

const require = createRequire(import.meta.url);
const loaded = (): typeof sharpModule => require('sharp');

/**
 * sharp's CommonJS build, which loads in a third of the time; that matters to child processes that live for half a
 * second. Loaded on first use, because most processes never touch a pixel.
 */
export const sharp: typeof sharpModule = new Proxy(loaded as unknown as typeof sharpModule, {
  apply: (_target, _self, given: Parameters<typeof sharpModule>) => loaded()(...given),
  get: (_target, name) => Reflect.get(loaded(), name),
});
