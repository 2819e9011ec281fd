import { glob } from 'tinyglobby';
import { openLab, type Visit } from './lab.ts';
import { type Mutant, mutantsOf, sampleOf } from './mutants.ts';

const [count = 200, least = 0.85, beside = 2] = process.argv.slice(2).map(Number);
// Stories and rendering would take hours; what only they notice counts as not noticed.
const slow = [
  ...['chaos', 'peers', 'story', 'rendered', 'media', 'engines', 'terminal', 'captured', 'queue'].map(
    (name) => `${name}/**`,
  ),
  'lint.test.ts',
  'web/admin-look.test.ts',
];
const sources = ['src/core/**/*.ts', 'src/jobs/**/*.ts', 'commands/*.ts'];

const started = Date.now();
const minutes = (): string => `${((Date.now() - started) / 60_000).toFixed(1)} min`;
const open = await glob('test/**/*.test.ts', { ignore: slow.map((name) => `test/${name}`) });
const all = (await glob(sources)).sort().flatMap(mutantsOf);
const sample = sampleOf(all, count);
console.log(`${sample.length} of ${all.length} mutants, ${open.length} test files`);

const labs = await Promise.all(Array.from({ length: beside }, openLab));
/** Every lab takes the next thing as soon as it is free. */
const each = async <Thing>(
  things: Iterable<Thing>,
  work: (lab: (typeof labs)[number], thing: Thing) => Promise<void>,
): Promise<void> => {
  const rest = things[Symbol.iterator]();
  await Promise.all(
    labs.map(async (lab) => {
      for (let next = rest.next(); !next.done; next = rest.next()) await work(lab, next.value);
    }),
  );
};

const visits = new Map<string, Visit>();
await each(open, async (lab, test) => {
  const visit = await lab.visit(test, sample);
  if (visit === null) console.log(`${test} fails as it is, and is left out`);
  else visits.set(test, visit);
});
console.log(`what each test file reaches is known after ${minutes()}`);

/** The test files that reach a mutant, quick ones first. */
const testsOf = (number: number): string[] =>
  [...visits]
    .filter(([, { reached }]) => reached.has(number))
    .sort(([, left], [, right]) => left.milliseconds - right.milliseconds)
    .map(([test]) => test);

const survivors: Mutant[] = [];
await each(sample.entries(), async (lab, [number, mutant]) => {
  const tests = testsOf(number);
  const noticed = tests.length > 0 && (await lab.notices(tests, mutant));
  if (!noticed) survivors.push(mutant);
  const word = noticed ? 'noticed' : 'survived';
  console.log(`${word}  ${mutant.file}:${mutant.line}  ${mutant.before} → ${mutant.after}`);
});
await Promise.all(labs.map((lab) => lab.close()));

const score = 1 - survivors.length / sample.length;
console.log(
  `\n${(score * 100).toFixed(1)} % of ${sample.length} mutants were noticed (${minutes()}). The others:`,
);
for (const { file, line, before, after } of survivors.sort((a, b) => a.file.localeCompare(b.file)))
  console.log(`  ${file}:${line}  ${before} → ${after}`);
process.exitCode = score >= least ? 0 : 1;
