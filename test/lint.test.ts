import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photoplay-lint-'));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const compilerOptions = { strict: true, module: 'NodeNext', types: ['node'], skipLibCheck: true };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
});
afterAll(() => rm(folder, { recursive: true }));

const complaints = async (body: string): Promise<readonly (string | null)[]> => {
  const file = join(folder, 'case.ts');
  await writeFile(file, `import { readFile } from 'node:fs/promises';\n${body}\n`);
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: resolve('test/eslint.config.js'),
    overrideConfig: { languageOptions: { parserOptions: { project: join(folder, 'tsconfig.json') } } },
  });
  const [result] = await eslint.lintFiles(file);
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
};

it('a promise that nobody waits for is found, also one of a library', async () => {
  expect(await complaints("readFile('a');")).toEqual(['@typescript-eslint/no-floating-promises']);
  expect(await complaints("await readFile('a');")).toEqual([]);
});
