import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { until } from '../peers/discord/person.ts';

/** The service, and a bot without any work that answers with the same library: nobody could be faster on this machine. */
export const bots = {
  ours: { program: ['dist/main.js', 'start'], ready: ', as ' },
  floor: { program: ['--import', 'tsx', 'test/bench/empty-bot.ts'], ready: 'ready' },
} as const;

/** What the times to an answer are measured of: a name, the bot, and whether it renders clips meanwhile. */
export const cases = [
  ['a bot that only answers', 'floor', false],
  ['answers', 'ours', false],
  ['answers while clips are rendered', 'ours', true],
] as const;

/** Starts a bot in a process of its own. */
export const startBot = async (
  { program, ready }: (typeof bots)[keyof typeof bots],
  settings: Record<string, string>,
) => {
  const child = spawn(process.execPath, program, {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (bytes) => {
    said += bytes;
  });
  await until(() => said.includes(ready), 60);
  return {
    /** Processor milliseconds used so far, without those of its own children. */
    processor: (): number => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    stop: async (): Promise<void> => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

export type BenchBot = Awaited<ReturnType<typeof startBot>>;

/** p50, p99 and the slowest of some times. */
export const percentiles = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'slowest ms': at(1) };
};
