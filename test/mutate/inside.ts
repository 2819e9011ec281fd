import { Worker } from 'node:worker_threads';
import { afterAll, beforeEach } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    reached?: number[];
  }
}

const reached = new Set<number>();
Object.assign(globalThis, { __reached: (number: number) => reached.add(number) });

// A fault may loop for ever, which no timeout of a test ends.
const guard = new Worker(
  `const { parentPort } = require('node:worker_threads');
   let late;
   const begin = () => {
     clearTimeout(late);
     late = setTimeout(() => process.kill(process.pid, 'SIGKILL'), 45_000);
   };
   parentPort.on('message', begin);
   begin();`,
  { eval: true },
);
guard.unref();

beforeEach(() => guard.postMessage('another test'));

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from it that nothing is wanted of the first argument
afterAll(({}, suite) => {
  suite.file.meta.reached = [...reached];
});
