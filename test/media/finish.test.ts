import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkClip } from '../../src/media/finish.ts';
import { makeContainer } from './containers.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();
const usual = { width: 320, height: 180, fps: 24, frames: 48, audio: false, index: 'first' } as const;
const nobody = { name: 'ffmpeg', path: '/nowhere' } as const;

it.each([
  ['sixteen thousand dots wide', { width: 16_000, height: 16_000 }],
  ['two hours long', { fps: 0.01, frames: 72 }],
])('a clip that is %s is refused before anybody decodes it', async (_name, shape) => {
  writeFileSync(folder.inside('clip.mp4'), await makeContainer({ ...usual, ...shape }));
  const signal = new AbortController().signal;
  await expect(
    checkClip(nobody, folder.inside('clip.mp4'), folder.inside('poster.jpg'), 'medium', signal),
  ).rejects.toMatchObject({ kind: 'bad_output' });
  expect(folder.names()).toEqual(['clip.mp4']);
});
