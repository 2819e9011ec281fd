import { expect, test } from 'vitest';
import { ffmpegArguments } from '../../src/media/ffmpeg-arguments.ts';
import { filePlan, framesPlan } from './clips.ts';

const raw = { kind: 'raw', path: '/clips/raw', pixels: 'gray' } as const;
const beforeInput = (list: readonly string[]): string => list.slice(0, list.indexOf('-i')).join(' ');

test("a stranger's file is read as MP4 only, from the disk only, within a limit of pixels", () => {
  const list = ffmpegArguments(filePlan('/clips/clip.mp4', raw));
  expect(beforeInput(list)).toMatch(/-nostdin .*-protocol_whitelist file .*-max_pixels \d+ -f mov$/);
  expect(list[list.indexOf('-i') + 1]).toBe('file:/clips/clip.mp4');
});

test('frames are read from stdin as they are', () => {
  const list = ffmpegArguments(framesPlan({ width: 640, height: 360 }, '/clips/clip.mp4'));
  expect(beforeInput(list)).toMatch(/-video_size 640x360 -pixel_format yuv420p -framerate 24 .*-f rawvideo$/);
  expect(list[list.indexOf('-vf') + 1]).not.toContain('scale');
});

test('nothing of the input but its pictures reaches the output', () => {
  const list = ffmpegArguments(filePlan('/clips/clip.mp4', raw)).join(' ');
  expect(list).toContain('-map 0:v:0 -map_metadata -1 -map_chapters -1');
});
