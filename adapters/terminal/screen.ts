import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { printable, printableLines } from '../../src/core/printable.ts';

/** What a terminal command prints to: results on `out`, progress and errors on `error`. */
export type Screen = {
  /** A finished line for people or programs. */
  print(line: string): void;
  /** One line on stderr. */
  complain(line: string): void;
  /** Shows where things stand: redrawn in place on a terminal, a plain line now and then elsewhere. */
  progress(fraction: number, words: string): void;
  /** Takes the progress line away. */
  clear(): void;
  /** Whether somebody answers a question with yes; null where nobody can answer. */
  ask(question: string): Promise<boolean | null>;
};

const barWidth = 24;
const plainStep = 0.25;

const bar = (fraction: number): string => {
  const full = Math.round(fraction * barWidth);
  return '█'.repeat(full) + '░'.repeat(barWidth - full);
};

/** A screen on two streams; on a TTY progress is a bar, otherwise a line at every quarter. */
export const openScreen = (
  out: Writable,
  error: Writable & { isTTY?: boolean; columns?: number },
  input: (Readable & { isTTY?: boolean }) | null = null,
): Screen => {
  let drawn = false;
  let told = '';
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
      if (step !== told) error.write(`${printable(words)}\n`);
      told = step;
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
