import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// When run from source, Node 20 needs a loader to read TypeScript.
const loader = (): string[] => [
  '--import',
  pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
];

/** The built version of a module, where tests have built them all. It starts in a third of the time. */
const builtModule = (name: string): string | null => {
  const build = process.env['PHOTOPLAY_BUILD'];
  return build === undefined ? null : join(build, `${name}.js`);
};

/**
 * How to fork one of our own modules: `fork(path, { execArgv })`. Pass `import.meta.url` and the sibling's bare name.
 */
export const childModule = (from: string, name: string): { path: string; execArgv: string[] } => {
  const extension = extname(fileURLToPath(from));
  const path = fileURLToPath(new URL(`./${name}${extension}`, from));
  if (extension !== '.ts') return { path, execArgv: [] };
  const built = builtModule(name);
  return built === null ? { path, execArgv: loader() } : { path: built, execArgv: [] };
};
