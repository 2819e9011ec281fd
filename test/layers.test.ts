import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { cruise, type IForbiddenRuleType, type IReporterOutput } from 'dependency-cruiser';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it } from 'vitest';

const files = (): string[] =>
  execFileSync('git', ['ls-files', ...folders.map((folder) => `${folder}/*.ts`)], { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(file));

/** Words of our own for what every engineer knows by another name. */
const privateWords = new Set(
  'house desk deed manners shy letter door easel sight rehearsal workshop books knock abreast film shoot filmed aside begun beside patience told'.split(
    ' ',
  ),
);

const folders = ['src', 'adapters', 'commands', 'effects'];

/** What each folder may import besides itself. `src/main` may import everything. */
const layers: Record<string, readonly string[]> = {
  'src/config': ['src/core', 'src/engines'],
  'src/core': [],
  'src/text': ['src/core'],
  'src/store': ['src/core'],
  'src/storage': ['src/core'],
  'src/queue': ['src/core'],
  'src/media': ['src/core'],
  'src/engines': ['src/core', 'src/media'],
  'src/jobs': ['src/core', 'src/store', 'src/media'],
  effects: ['src/core'],
  commands: ['src/core', 'src/jobs'],
  'adapters/terminal': ['src/core', 'src/text'],
  'adapters/web': ['src/core', 'src/text'],
  'adapters/web/client': [],
  'adapters/chat': ['src/core', 'src/text'],
  'adapters/discord': ['adapters/chat', 'src/core', 'src/text'],
  'adapters/telegram': ['adapters/chat', 'src/core', 'src/text'],
};

/** The folders that may use a library. What is not listed here may be used nowhere. */
const libraries: Record<string, readonly string[]> = {
  bullmq: ['src/queue'],
  ioredis: ['src/queue'],
  'drizzle-orm': ['src/store'],
  pg: ['src/store'],
  // The queue only names its type: the database it lives in is handed to it.
  '@electric-sql/pglite': ['src/store', 'src/queue'],
  '@electric-sql/pglite-prepopulatedfs': ['src/store'],
  // Files that are named, not imported.
  '@expo-google-fonts/biz-udpgothic': [],
  '@expo-google-fonts/noto-emoji': [],
  '@expo-google-fonts/noto-sans': [],
  'fs-native-extensions': ['src/store'],
  '@aws-sdk/client-s3': ['src/storage/s3'],
  '@aws-sdk/lib-storage': ['src/storage/s3'],
  sharp: ['src/media'],
  '@tensorflow/tfjs-core': ['src/media/analysis'],
  '@tensorflow/tfjs-converter': ['src/media/analysis'],
  '@tensorflow/tfjs-backend-wasm': ['src/media/analysis'],
  mediabunny: ['src/media'],
  'client-zip': ['src/media'],
  yauzl: ['src/media'],
  'libheif-js': ['src/media'],
  'jxl-oxide-wasm': ['src/media'],
  '@contentauth/c2pa-wasm': ['src/media/provenance'],
  '@peculiar/x509': ['src/media/provenance'],
  'node-av': ['src/media'],
  replicate: ['src/engines/replicate'],
  ws: ['src/engines/comfyui'],
  'onnxruntime-node': ['src/engines/local/depth'],
  // Only types: the peer has them too.
  'onnxruntime-common': ['src/engines/local/depth'],
  fastify: ['adapters/web'],
  '@fastify/accepts': ['adapters/web'],
  '@fastify/compress': ['adapters/web'],
  '@fastify/cookie': ['adapters/web'],
  '@fastify/helmet': ['adapters/web'],
  '@fastify/multipart': ['adapters/web'],
  '@fastify/rate-limit': ['adapters/web'],
  '@fastify/static': ['adapters/web'],
  ghtml: ['adapters/web'],
  feed: ['adapters/web'],
  'prom-client': ['adapters/web'],
  telegraf: ['adapters/telegram'],
  'discord.js': ['adapters/discord'],
  tinyglobby: ['adapters/terminal'],
  'fastest-levenshtein': ['src/core'],
  'intl-messageformat': ['src/text'],
  zod: ['src/config', 'adapters', 'src/engines', 'src/jobs/preset-file'],
  pino: ['src/main'],
  dotenv: ['src/main'],
  'p-map': ['src/jobs'],
  'p-queue': ['src/media', 'src/engines'],
  'p-timeout': ['src', 'adapters'],
};

const outside = (allowed: readonly string[]): string =>
  `^(?!${allowed.map((folder) => `${folder}(/|\\.ts$)`).join('|')})(${folders.join('|')})/`;

const rules: IForbiddenRuleType[] = [
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-strangers',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true, pathNot: '^onnxruntime-node$' },
  },
  ...Object.entries(layers).map(([folder, below]) => ({
    name: `layer of ${folder}`,
    severity: 'error' as const,
    from: { path: `^${folder}/` },
    to: { path: outside([folder, ...below]) },
  })),
  ...Object.entries(libraries).map(([library, homes]) => ({
    name: `home of ${library}`,
    severity: 'error' as const,
    from: { pathNot: homes.map((home) => `^${home}(/|\\.ts$)`) },
    to: { path: `node_modules/${library}/` },
  })),
];

const explore = async (): Promise<IReporterOutput['output'] & object> => {
  const { output } = await cruise(
    folders,
    {
      validate: true,
      ruleSet: { forbidden: rules },
      tsPreCompilationDeps: true,
      doNotFollow: 'node_modules',
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
    },
    undefined,
    { tsConfig: extractTypeScriptConfig('tsconfig.json') },
  );
  if (typeof output === 'string') throw new Error(output);
  return output;
};

describe('the source tree', () => {
  it('has imports that go one way, and every library in its own folders', async () => {
    const { modules, summary } = (await explore()) as {
      modules: { source: string; dependencies: { resolved: string }[] }[];
      summary: { violations: { rule: { name: string }; from: string; to: string }[] };
    };
    const ours = modules.filter(({ source }) => !source.includes('node_modules'));
    expect(ours.length).toBeGreaterThan(20);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    const used = ours.flatMap(({ dependencies }) =>
      dependencies.flatMap(({ resolved }) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(resolved)?.[1] ?? []),
    );
    expect([...new Set(used)].filter((name) => !(name in libraries) && name !== '@types')).toEqual([]);
  });

  it('declares the libraries it uses', () => {
    const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    );
    const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    declared.push('onnxruntime-common');
    // esbuild only builds the programs.
    expect(declared.filter((name) => name !== 'esbuild').sort()).toEqual(Object.keys(libraries).sort());
  });

  it('knows every folder', () => {
    const folderOf = (file: string): string =>
      (/^(?:src|adapters)\/[^/]+\//.exec(file)?.[0] ?? '').slice(0, -1);
    const found = new Set(
      files()
        .map(folderOf)
        .filter((folder) => folder !== '' && folder !== 'src/main'),
    );
    expect([...found].filter((folder) => !(folder in layers))).toEqual([]);
  });

  it('keeps files short enough to read at once', () => {
    const long = files().filter((file) => readFileSync(file, 'utf8').split('\n').length > 201);
    expect(long).toEqual([]);
  });

  it('gives every file a name of its own', () => {
    const names = files().map((file) => basename(file));
    const twice = names.filter((name, index) => name !== 'all.ts' && names.indexOf(name) !== index);
    expect(twice).toEqual([]);
  });

  it('gives every exported type a name of its own', () => {
    const names = files().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, name]) => name),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is named as it is in CONTRIBUTING.md', () => {
    const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
    const named = readFileSync('CONTRIBUTING.md', 'utf8').matchAll(
      /(?<=[`\s])[\w/-]+(?:\.\w+)*\.(?:ts|json|js)\b/g,
    );
    const gone = [...named]
      .map(([name]) => name)
      .filter((name) => !tracked.some((file) => `/${file}`.endsWith(`/${name}`)));
    expect(gone).toEqual([]);
  });

  it('names exports, types, their properties and files with field terms', () => {
    const parts = (name: string): string[] => name.split(/[-.]|(?=[A-Z])/).map((part) => part.toLowerCase());
    const declared =
      /^export (?:const|type|function|class|async function) (\w+)|^type (\w+)|^\s*readonly (\w+)/gm;
    const wrong = files().flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      const names = [...source.matchAll(declared)].map(([, ...found]) => found.join(''));
      return [basename(file), ...names].flatMap((name) =>
        parts(name).some((part) => privateWords.has(part)) ? [`${file}: ${name}`] : [],
      );
    });
    expect(wrong).toEqual([]);
  });
});
