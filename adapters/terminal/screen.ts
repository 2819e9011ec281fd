import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { printable, printableLines } from '../../src/core/printable.ts';

/** The output of a terminal command: results on stdout, progress and errors on stderr. */
export type Screen = {
  /** Prints one line of results, for people or programs. */
  print(line: string): void;
  /** Prints one line on stderr. */
  complain(line: string): void;
  /** Shows progress: redrawn in place on a terminal, otherwise as a plain line now and then. */
  progress(fraction: number, words: string): void;
  /** Clears the progress line. */
  clear(): void;
  /** Asks a yes/no question; true for yes, null when nobody can answer. */
  ask(question: string): Promise<boolean | null>;
};

const barWidth = 24;
const plainStep = 0.25;

const bar = (fraction: number): string => {
  const full = Math.round(fraction * barWidth);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
};

/** Opens a screen on two streams. Progress is a bar on a TTY, otherwise a line at every quarter. */
export const openScreen = (
  out: Writable,
  error: Writable & { isTTY?: boolean; columns?: number },
  input: (Readable & { isTTY?: boolean }) | null = null,
): Screen => {
  // A reader such as `head` may close the pipe before we are done.
  for (const stream of [out, error])
    stream.on('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code !== 'EPIPE') throw problem;
    });
  let drawn = false;
  let shown = '';
  const clear = (): void => {
    if (drawn) error.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    print: (line) => {
      clear();
      out.write(`${printableLines(line)}\n`);
    },
    complain: (line) => {
      clear();
      error.write(`${printable(line)}\n`);
    },
    progress: (fraction, words) => {
      if (error.isTTY) {
        const line = `${bar(fraction)} ${printable(words)}`;
        error.write(`\r\u001b[2K${line.slice(0, (error.columns ?? 80) - 1)}`);
        drawn = true;
        return;
      }
      const step = `${words.split(' ')[0]} ${Math.floor(fraction / plainStep)}`;
      if (step !== shown) error.write(`${printable(words)}\n`);
      shown = step;
    },
    clear,
    ask: async (question) => {
      if (input?.isTTY !== true || error.isTTY !== true) return null;
      clear();
      const lines = createInterface({ input, output: error });
      try {
        return /^\s*y(es)?\s*$/i.test(await lines.question(`${printable(question)} [y/N] `));
      } finally {
        lines.close();
      }
    },
  };
};
