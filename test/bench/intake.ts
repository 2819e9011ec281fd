import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { IntakeTask } from '../../src/media/decode-picture.ts';
import { codedIn, heic } from '../media/heic.ts';
import { blackPng } from '../media/pictures.ts';
import { tell } from './figures.ts';

const pixels = 50e6;
const side = 7_071;

const photo = (): Sharp =>
  sharp('test/fixtures/photos/macro-dandelion.jpg').resize(side, side, { fit: 'cover' });

/** The largest files that we take, of the kinds that need most. */
const worst: readonly (readonly [string, string, () => Promise<Buffer>])[] = [
  ['jpeg', 'progressive JPEG 4:2:0', () => photo().jpeg({ progressive: true }).toBuffer()],
  [
    'jpeg',
    'progressive JPEG 4:4:4',
    () => photo().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  ],
  ['webp', 'WebP', () => photo().webp({ effort: 0 }).toBuffer()],
  [
    'png',
    'PNG',
    async () => blackPng({ width: side, height: side, depth: 8, colour: 'rgb', interlaced: false }),
  ],
  [
    'png',
    'interlaced PNG of 16 bits',
    async () => blackPng({ width: side, height: side, depth: 16, colour: 'rgb', interlaced: true }),
  ],
  [
    'heic',
    'HEIC of 196 tiles',
    async () => {
      const tile = codedIn(readFileSync('test/fixtures/coded/portrait.heic'));
      return heic({ tile, grid: { columns: 14, rows: 14, width: side, height: side } });
    },
  ],
];

const peakOf = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

const take = (
  type: string,
  source: string,
  part: string,
): Promise<{ seconds: number; peak: number; end: string }> =>
  new Promise((resolve) => {
    const started = performance.now();
    const task: IntakeTask = { as: 'photo', type, source, part, pixels, fixes: [] };
    const child = fork('dist/intake-child.js', [JSON.stringify({ task, memory: 350 * 2 ** 20 })], {
      execArgv: ['--max-old-space-size=128'],
    });
    let [peak, end] = [0, 'refused for its memory'];
    const watch = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid));
    }, 5);
    child.once('message', (answer) => {
      end = 'result' in (answer as object) ? 'taken' : 'refused';
      peak = Math.max(peak, peakOf(child.pid));
    });
    child.once('close', () => {
      clearInterval(watch);
      resolve({ seconds: (performance.now() - started) / 1_000, peak, end });
    });
  });

/** What the largest photos that we take cost: seconds, and the most memory that their process held. */
export const benchIntake = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'photoplay-bench-'));
  try {
    for (const [type, name, make] of worst) {
      writeFileSync(join(folder, 'photo'), await make());
      const { seconds, peak, end } = await take(type, join(folder, 'photo'), join(folder, 'kept.jpg'));
      tell(`50 MP ${name}`, { end, s: seconds, 'peak MB': peak });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};
