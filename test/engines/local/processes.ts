import { execFileSync } from 'node:child_process';

/** Processes that are ours: their parent, and their command line. */
const running = (): readonly { pid: number; parent: number; command: string }[] =>
  execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, ...command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command.join(' '),
    }));

/** The process that draws for `parent`. */
export const rendererOf = (parent: number): number => {
  const found = running().find((each) => each.parent === parent && each.command.includes('render-child'));
  if (found === undefined) throw new Error('no renderer is running');
  return found.pid;
};

/** How many processes still have something to do with a folder or a parent. */
export const leftovers = (folder: string, renderer: number): number =>
  running().filter(({ pid, command }) => pid === renderer || command.includes(folder)).length;
