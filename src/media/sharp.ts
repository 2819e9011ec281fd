import { createRequire } from 'node:module';
import type sharpModule from 'sharp';

/** sharp's CommonJS build, which loads in a third of the time: children that live half a second notice. */
export const sharp = createRequire(import.meta.url)('sharp') as typeof sharpModule;
