import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { folderSetting } from './captured.ts';
import { type Canary, leaksIn } from './leaks.ts';

// With all test files the logs are of this size at least; fewer would mean that nobody listens any more.
const wholeSuite = 250;
const least = { programs: 20, lines: 200, canaries: 20 };

const look = async (folder: string, files: number): Promise<readonly string[]> => {
  const names = await readdir(folder);
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const kept = await Promise.all(names.filter((name) => name.startsWith('canaries')).map(read));
  const canaries = kept.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Canary),
  );
  const known = [...new Map(canaries.map((one) => [one.text, one])).values()];
  const logs = names.filter((name) => !name.startsWith('canaries'));
  let lines = 0;
  const leaks: string[] = [];
  for (const name of logs) {
    const log = await read(name);
    lines += log.split('\n').filter((line) => line.startsWith('{"level":')).length;
    leaks.push(...leaksIn(log, known));
  }
  const programs = logs.filter((name) => name.endsWith('-log') || name.includes('-log-')).length;
  const found = { programs, lines, canaries: known.length };
  console.log(`Looked through ${lines} lines logged by ${programs} programs for ${known.length} secrets.`);
  const few = Object.entries(least).filter(([name, count]) => found[name as keyof typeof found] < count);
  if (files < wholeSuite || few.length === 0) return leaks;
  return [...leaks, `too little was captured: ${JSON.stringify(found)}, expected ${JSON.stringify(least)}`];
};

/** Keeps what all tests log, and fails the run when it holds a token, somebody's words or the address of a photo. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-captured-'));
  process.env[folderSetting] = folder;
  return async () => {
    const problems = await look(folder, project.vitest.state.getTestModules().length);
    await rm(folder, { recursive: true, force: true });
    if (problems.length === 0) return;
    // Vitest only prints what a teardown throws. A code of its own: failing tests may be tried again, this may not.
    process.exitCode = 2;
    const shown = [...problems.slice(0, 20), ...(problems.length > 20 ? ['…'] : [])];
    throw new Error(`The logs of these tests are not clean:\n${shown.join('\n')}`);
  };
};
