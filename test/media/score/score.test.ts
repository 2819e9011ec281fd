import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkClip } from '../../../src/media/finish.ts';
import { judge } from '../../../src/media/score/judge.ts';
import { scoreFrames } from '../../../src/media/score/score.ts';
import { encode, framesPlan, movingFrames } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { runners } from '../runners.ts';
import { film, readPhoto } from './films.ts';

const folder = useFolder();
const { signal } = new AbortController();

describe.each(runners)('$name', (choice) => {
  test('a clip is decoded, judged elsewhere, and nothing is left', async () => {
    const shape = { width: 480, height: 270 };
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(shape, clip), movingFrames(shape, 24));
    const found = await checkClip(choice, clip, folder.inside('poster.jpg'), 'medium', signal);
    expect(found.score).toBeGreaterThan(0.2);
    expect(found.score).toBeLessThanOrEqual(1);
    expect(folder.names()).toEqual(['clip.mp4', 'poster.jpg']);
  });
});

test('another process comes to the same judgement', async () => {
  const footage = film(await readPhoto('cat-chelsea'), { at: (x, y, index) => [x + 20 + index / 4, y + 20] });
  const { pixels, ...facts } = footage;
  const path = folder.inside('frames');
  writeFileSync(path, pixels);
  expect(await scoreFrames({ ...facts, path, asked: 'low' }, signal)).toEqual(judge(footage, 'low'));
});

test('no frames cannot be judged', async () => {
  const path = folder.inside('frames');
  writeFileSync(path, '');
  const task = { path, width: 32, height: 18, channels: 1, fps: 24, asked: 'low' } as const;
  await expect(scoreFrames(task, signal)).rejects.toMatchObject({ kind: 'bad_output' });
});
