import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Mp4Out } from '../../src/media/encode-plan.ts';
import { encode, framesPlan, noisyFrames, type Shape } from './clips.ts';
import { useFolder } from './folders.ts';
import { boxesOf, boxOf } from './mp4-boxes.ts';
import { runners } from './runners.ts';

const folder = useFolder();
const shape: Shape = { width: 320, height: 240 };
const frames = noisyFrames(shape, 12);

const spending = {
  quality: { crf: 20, preset: 'veryfast' },
  budget: { bitrate: 600_000, preset: 'veryfast' },
} as const;

const streamOf = async (
  choice: (typeof runners)[number],
  spend: keyof typeof spending,
  number: number,
): Promise<string> => {
  const path = folder.inside(`${number}.mp4`);
  const output = { kind: 'mp4', path, ...spending[spend] } satisfies Mp4Out;
  await encode(choice, framesPlan(shape, path, { output }), frames);
  const stream = boxOf(boxesOf(readFileSync(path)), 'mdat');
  if (stream === undefined) throw new Error('no video in the file');
  return stream.toString('base64');
};

describe.each(runners)('$name', (choice) => {
  test.each(['quality', 'budget'] as const)(
    'a busy machine writes the same stream ten times by %s',
    async (spend) => {
      const streams = new Set<string>();
      // Threads of encoders that keep each other waiting take turns in another order each time: that must not show.
      for (const numbers of [
        [1, 2, 3, 4, 5],
        [6, 7, 8, 9, 10],
      ])
        for (const stream of await Promise.all(numbers.map((number) => streamOf(choice, spend, number))))
          streams.add(stream);
      expect(streams.size).toBe(1);
    },
  );
});
