import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(file, 'utf8'))
    .importedFiles.map(({ fileName }) => normalize(join(dirname(file), fileName)).replace(/\.js$/, '.ts'))
    .filter((imported) => imported.endsWith('.ts') && existsSync(imported));

/** For each test file everything it imports, directly or not. */
const reached = (file: string): ReadonlySet<string> => {
  const all = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (all.has(next)) continue;
    all.add(next);
    open.push(...importsOf(next));
  }
  return all;
};

/** Finds the tests that import a file, those that import least first: they are the ones made for it. */
export const testsByFile = (tests: readonly string[]): ((file: string) => string[]) => {
  const graphs = tests.map((test) => ({ test, files: reached(test) }));
  return (file) =>
    graphs
      .filter(({ files }) => files.has(file))
      .sort((left, right) => left.files.size - right.files.size)
      .map(({ test }) => test);
};
