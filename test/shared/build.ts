import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');
const output = resolve(root, 'dist');
const client = 'adapters/web/client/';

const optionsIn = (file: string): ts.CompilerOptions => {
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  // File by file it is not seen that the package is one of modules.
  const modules = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  return { ...options, ...modules, sourceMap: false };
};

const changedAt = async (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

/** Brings `dist` up to date, file by file and without checking types, which `npm run check` does. */
export const buildPrograms = async (): Promise<void> => {
  const program = optionsIn(resolve(root, 'tsconfig.json'));
  const browser = optionsIn(resolve(root, client, 'tsconfig.json'));
  const settings = await Promise.all(
    ['tsconfig.json', `${client}tsconfig.json`].map((file) => changedAt(resolve(root, file))),
  );
  const patterns = ['src', 'adapters', 'commands', 'effects'].map((folder) => `${folder}/**/*.{ts,json}`);
  const files = await glob(patterns, { cwd: root, ignore: ['**/*.d.ts', 'src/store/migrations/**'] });
  await Promise.all(
    files.map(async (file) => {
      const source = resolve(root, file);
      const isCode = extname(file) === '.ts';
      const target = resolve(output, isCode ? file.replace(/\.ts$/, '.js') : file);
      if ((await changedAt(target)) > Math.max(await changedAt(source), ...settings)) return;
      await mkdir(dirname(target), { recursive: true });
      if (!isCode) return copyFile(source, target);
      const compilerOptions = file.startsWith(client) ? browser : program;
      const text = await readFile(source, 'utf8');
      await writeFile(target, ts.transpileModule(text, { fileName: source, compilerOptions }).outputText);
    }),
  );
};
