import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Straight from source, as in tests, Node 20 needs a loader to read TypeScript.
const loader = (): string[] => [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
];

/** How to fork one of our own modules: `fork(path, { execArgv })`. Give `import.meta.url` and the sibling's bare name. */
export const childModule = (from: string, name: string): { path: string; execArgv: string[] } => {
  const extension = extname(fileURLToPath(from));
  const path = fileURLToPath(new URL(`./${name}${extension}`, from));
  return { path, execArgv: extension === '.ts' ? loader() : [] };
};
