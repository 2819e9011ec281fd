import { createLocalEngine } from '../../../src/engines/local/local-engine.ts';
import { findEncoder } from '../../../src/media/find-encoder.ts';

/** Films until it is killed; says so on its first frame. */
const [photo = '', output = '', operation = '{}'] = process.argv.slice(2);
await createLocalEngine(await findEncoder(undefined), undefined, undefined, 'off').collect(
  JSON.parse(operation),
  {
    photos: [photo],
    output,
    signal: new AbortController().signal,
    onProgress: () => process.send?.('filming'),
  },
);
