import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { glob } from 'tinyglobby';

// Writes `dist`: the service, its child processes and the scripts of the web page. `--tests` adds the tests' own processes.
// Plain JavaScript, since it also runs where only the production packages are installed.

const root = resolve(import.meta.dirname, '..');
const output = resolve(root, 'dist');
const forTests = process.argv.includes('--tests');
const childModules = ['src/**/*-child.ts', ...(forTests ? ['test/**/*-child.ts'] : [])];

// Packages with native code, WebAssembly or data of their own, which they look for beside their code.
const external = [
  '@contentauth/c2pa-wasm',
  '@electric-sql/pglite',
  '@electric-sql/pglite-prepopulatedfs',
  '@tensorflow/*',
  'fs-native-extensions',
  'jxl-oxide-wasm',
  'libheif-js',
  'onnxruntime-node',
  'sharp',
  // Optional accelerators of others that nobody here installs.
  'bufferutil',
  'utf-8-validate',
  'zlib-sync',
];

/**
 * node-av's own JavaScript is bundled, since loading its hundred modules takes twice as long as starting Node. It still
 * looks for its native code beside its own files.
 */
const hasNodeAv = existsSync(resolve(root, 'node_modules/node-av'));
const nodeAv = hasNodeAv
  ? {
      name: 'node-av',
      setup: ({ onLoad }) =>
        onLoad({ filter: /[\\/]node-av[\\/]dist[\\/]lib[\\/]binding\.js$/ }, () => ({
          contents:
            "export const { bindings } = await import(new URL('binding.js', import.meta.resolve('node-av/lib')));",
        })),
    }
  : { name: 'node-av', setup: ({ initialOptions }) => void initialOptions.external.push('node-av') };

const common = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
};

// The service and each of its child processes lie side by side, where `childModule` finds them.
const program = async () =>
  build({
    ...common,
    entryPoints: [
      'src/main/main.ts',
      ...(await glob(childModules, { cwd: root, ignore: ['**/ask-child.ts'] })),
    ],
    outdir: output,
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    sourcesContent: false,
    external,
    plugins: [nodeAv],
    // Bundled CommonJS packages ask for Node's own modules this way.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });

const browser = () =>
  build({
    ...common,
    entryPoints: ['admin', 'gallery-tiles', 'likes', 'play', 'share-worker'].map(
      (name) => `adapters/web/client/${name}.ts`,
    ),
    outdir: resolve(output, 'client'),
    target: 'es2022',
    minify: true,
  });

const fingerprint = async () => {
  const hash = createHash('sha256').update(String([hasNodeAv, forTests]));
  const folders = ['adapters', 'commands', 'effects', 'src', ...(forTests ? ['test'] : [])];
  const sources = [`{${folders}}/**/*.{js,json,ts}`, 'bin/build.js', 'package*.json'];
  for (const path of (await glob(sources, { cwd: root })).sort())
    hash.update(path).update(await readFile(resolve(root, path)));
  return hash.digest('hex');
};

// Every run of the tests asks for a build, and mostly nothing has changed.
const stamp = resolve(output, '.fingerprint');
const now = await fingerprint();
if ((await readFile(stamp, 'utf8').catch(() => null)) === now) process.exit();
await rm(stamp, { force: true });

const files = (await Promise.all([program(), browser()])).flatMap(({ outputFiles }) => outputFiles);
await Promise.all(
  files.map(async ({ path, contents }) => {
    // Files that are as they should be stay untouched, so programs may run meanwhile.
    const present = await readFile(path).catch(() => null);
    if (present?.equals(contents)) return;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, contents);
    await rename(`${path}.new`, path);
  }),
);
const wanted = new Set(files.map(({ path }) => relative(output, path)));
const stale = (await glob('**', { cwd: output })).filter((path) => !wanted.has(path));
await Promise.all(stale.map((path) => rm(resolve(output, path))));
await writeFile(stamp, now);
