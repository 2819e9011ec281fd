import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { PostStep } from '../../../src/core/post-steps.ts';
import { applyPost } from '../../../src/media/post/apply.ts';
import { movingFrames, type Shape } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { boxesOf, boxOf } from '../mp4-boxes.ts';
import { runners } from '../runners.ts';
import { tone } from '../sounds.ts';
import { shoot } from './post-shots.ts';

const folder = useFolder();
const small: Shape = { width: 96, height: 54 };
const upright: Shape = { width: 54, height: 96 };
const sound = { kind: 'sound', file: 'song', start: 0 } as const;

test.each<[string, readonly PostStep[]]>([
  ['a comparison', [{ kind: 'beside', clips: ['own', 'other'], labels: ['1 Parallax', '2 Snow'] }]],
  [
    'a look with a title and a caption',
    [
      { kind: 'grade', look: 'noir', strength: 1 },
      { kind: 'title', text: 'Lisboa ✨' },
      { kind: 'caption', text: '夕方の海' },
    ],
  ],
  ['an eased speed', [{ kind: 'speed', factor: 0.5, ease: 'ease-in-out', method: 'motion' }]],
  [
    '4K',
    [
      { kind: 'trim', start: 0, end: 0.08 },
      { kind: 'upscale', resolution: '2160p' },
    ],
  ],
  ['a join with crossfades', [{ kind: 'stitch', clips: ['other', 'own'], fade: 0.2 }]],
  ['a swell with its sound', [{ kind: 'swell', strength: 1 }, sound]],
])('the recipe of %s makes the same bytes again', async (name, wishes) => {
  const [choice] = runners;
  if (choice === undefined) throw new Error('no encoder');
  const source = await shoot(choice, folder.inside('own.mp4'), small, movingFrames(small, 12));
  const other = await shoot(choice, folder.inside('other.mp4'), upright, movingFrames(upright, 12));
  await writeFile(folder.inside('song.wav'), tone(440, 1, 0.5));
  const files = { own: source, other, song: folder.inside('song.wav') };
  const make = async (steps: readonly PostStep[]) => {
    const target = folder.inside(`${name}.mp4`);
    const post = await applyPost(choice, steps, source, target, files, new AbortController().signal, 'off');
    return { post, stream: boxOf(boxesOf(await readFile(target)), 'mdat')?.toString('base64') };
  };
  const first = await make(wishes);
  expect(first.post).toHaveLength(wishes.length);
  expect(await make(JSON.parse(JSON.stringify(first.post)))).toEqual(first);
});
