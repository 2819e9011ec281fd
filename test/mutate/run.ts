import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { type Mutant, mutantsOf, sampleOf, withFault } from './mutants.ts';
import { testsByFile } from './tests-of.ts';

const [count = 200, least = 0.85, beside = 2] = process.argv.slice(2).map(Number);
// Stories and rendering would take hours; what only they notice counts as not noticed.
const slow = ['chaos', 'peers', 'story', 'rendered', 'media', 'engines', 'terminal', 'bench', 'web'];
const sources = ['src/core/**/*.ts', 'src/jobs/**/*.ts', 'commands/*.ts'];
const copied = ['src', 'adapters', 'commands', 'effects', 'test', 'dist', 'docs', 'bin', '.github'];
const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts', 'README.md'];
const minutes = 60_000;

type Outcome = 'noticed' | 'survived';

/** Whether the tests that import the file notice; a run that hangs has noticed. */
const tryOut = async (folder: string, mutant: Mutant, tests: readonly string[]): Promise<Outcome> => {
  const path = join(folder, mutant.file);
  const text = await readFile(path, 'utf8');
  await writeFile(path, withFault(mutant, text));
  try {
    const words = ['run', '--project', 'main', '--bail=1', '--maxWorkers=1', '--testTimeout=30000', ...tests];
    const child = spawn(resolve('node_modules/.bin/vitest'), words, {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    });
    const late = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 5 * minutes);
    const code = await new Promise<number | null>((done) => child.once('exit', done));
    clearTimeout(late);
    return code === 0 ? 'survived' : 'noticed';
  } finally {
    await writeFile(path, text);
  }
};

const copy = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-mutants-'));
  await Promise.all([...copied, ...files].map((name) => cp(name, join(folder, name), { recursive: true })));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
};

const tests = await glob('test/**/*.test.ts', { ignore: slow.map((name) => `test/${name}/**`) });
const testsOf = testsByFile(tests);
const all = (await glob(sources)).sort().flatMap(mutantsOf);
const sample = sampleOf(all, count);
const survivors: Mutant[] = [];
const open = [...sample];
console.log(`${sample.length} of ${all.length} mutants, ${tests.length} test files`);
await Promise.all(
  Array.from({ length: beside }, async () => {
    const folder = await copy();
    for (let mutant = open.shift(); mutant !== undefined; mutant = open.shift()) {
      const made = testsOf(mutant.file);
      const outcome = made.length === 0 ? 'survived' : await tryOut(folder, mutant, made);
      if (outcome === 'survived') survivors.push(mutant);
      console.log(`${outcome}  ${mutant.file}:${mutant.line}  ${mutant.before} → ${mutant.after}`);
    }
    await rm(folder, { recursive: true });
  }),
);
const score = 1 - survivors.length / sample.length;
console.log(`\n${(score * 100).toFixed(1)} % of ${sample.length} mutants were noticed. The others:`);
for (const { file, line, before, after } of survivors.sort((a, b) => a.file.localeCompare(b.file)))
  console.log(`  ${file}:${line}  ${before} → ${after}`);
process.exitCode = score >= least ? 0 : 1;
