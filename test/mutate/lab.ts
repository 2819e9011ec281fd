import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import type {} from './inside.ts';
import { type Mutant, withFault, withMarks } from './mutants.ts';

class AsGiven extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files;
  }
}

type Changes = ReadonlyMap<string, (text: string) => string>;
type Run = { readonly modules: readonly TestModule[]; readonly reason: string };

export type Visit = { readonly milliseconds: number; readonly reached: ReadonlySet<number> };

export type Lab = {
  /** Which mutants, by their place in the list, a test file reaches and how long it takes; null if it fails as it is. */
  visit(test: string, mutants: readonly Mutant[]): Promise<Visit | null>;
  /** Whether one of the test files notices, tried in this order. */
  notices(tests: readonly string[], mutant: Mutant): Promise<boolean>;
  close(): Promise<void>;
};

const marksFor = (mutants: readonly Mutant[]): Changes => {
  const files = new Map<string, Map<number, Mutant>>();
  for (const [number, mutant] of mutants.entries()) {
    const path = resolve(mutant.file);
    files.set(path, (files.get(path) ?? new Map()).set(number, mutant));
  }
  return new Map([...files].map(([path, own]) => [path, (text) => withMarks(text, own)]));
};

/** Runs tests on sources that differ from what the files say. Files are read and translated once for all runs. */
export const openLab = async (): Promise<Lab> => {
  let changes: Changes = new Map();
  let ended: Run = { modules: [], reason: 'none' };
  const vitest = await createVitest(
    'test',
    {
      config: false,
      watch: false,
      include: ['test/**/*.test.ts'],
      globalSetup: ['test/captured/global.ts', 'test/shared/global.ts'],
      setupFiles: ['test/mutate/inside.ts'],
      sequence: { sequencer: AsGiven },
      maxWorkers: 1,
      testTimeout: 30_000,
      hookTimeout: 30_000,
      reporters: [
        {
          onTestRunEnd: (modules, _errors, reason) => {
            ended = { modules, reason };
          },
        },
      ],
    },
    {
      plugins: [
        {
          name: 'faults',
          enforce: 'pre',
          load: async (id) => changes.get(id)?.(await readFile(id, 'utf8')),
        },
      ],
    },
  );
  const { config } = vitest;
  const run = async (tests: readonly string[], wanted: Changes, bail: number): Promise<Run> => {
    if (wanted !== changes)
      for (const file of [...changes.keys(), ...wanted.keys()]) vitest.invalidateFile(file);
    changes = wanted;
    config.bail = bail;
    const project = vitest.getRootProject();
    await vitest.runTestSpecifications(tests.map((test) => project.createSpecification(resolve(test))));
    return ended;
  };
  let marks: { mutants: readonly Mutant[]; changes: Changes } | undefined;
  return {
    visit: async (test, mutants) => {
      if (marks?.mutants !== mutants) marks = { mutants, changes: marksFor(mutants) };
      const { modules, reason } = await run([test], marks.changes, 0);
      const [module] = modules;
      if (module === undefined || reason !== 'passed') return null;
      return { milliseconds: module.diagnostic().duration, reached: new Set(module.meta().reached) };
    },
    notices: async (tests, mutant) => {
      const fault = (text: string): string => withFault(mutant, text);
      return (await run(tests, new Map([[resolve(mutant.file), fault]]), 1)).reason !== 'passed';
    },
    close: () => vitest.close(),
  };
};
