import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { applyPost } from '../../../src/media/post/apply.ts';
import { lastFrame } from '../../../src/media/post/last-frame.ts';
import { probe } from '../../../src/media/probe.ts';
import { decode, meanError, movingFrames, noisyFrames, plainFrame, type Shape } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { runners } from '../runners.ts';
import { flatFrame, levels, post, shoot } from './post-shots.ts';

const folder = useFolder();
const small: Shape = { width: 160, height: 90 };
const area = small.width * small.height;

const ramp = (count: number, level: (index: number) => number): Buffer[] =>
  Array.from({ length: count }, (_, index) => flatFrame(small, level(index)));

const colourAt = (rgb: Buffer, { width, height }: Shape, x: number, y: number): string => {
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
  return [...rgb.subarray(at, at + 3)].map((level) => (level > 128 ? 1 : 0)).join('');
};

const red = '100';
const green = '010';
const blue = '001';
const white = '111';

describe.each(runners)('$name', (choice) => {
  const clipOf = (frames: readonly Uint8Array[]) => shoot(choice, folder.inside('clip.mp4'), small, frames);

  test('a trimmed clip is the frames in between', async () => {
    const frames = movingFrames(small, 48);
    const after = await post(choice, [{ kind: 'trim', start: 0.5, end: 1.25 }], await clipOf(frames));
    const decoded = await decode(choice, after, 'yuv420p');
    expect(meanError(decoded, Buffer.concat(frames.slice(12, 30)))).toBeLessThan(3);
    await expect(probe(after)).resolves.toMatchObject({ frames: 18, fps: 24, audio: false });
  });

  test('a trim that leaves nothing is refused', async () => {
    const clip = await clipOf(movingFrames(small, 12));
    const nothing = post(choice, [{ kind: 'trim', start: 3, end: 4 }], clip);
    await expect(nothing).rejects.toMatchObject({ kind: 'invalid_input', facts: { trim: 'empty' } });
    expect(folder.names()).toEqual(['clip.mp4']);
  });

  test('a smoothed clip has frames between its frames', async () => {
    const clip = await clipOf(ramp(24, (index) => 40 + 6 * index));
    const after = await post(choice, [{ kind: 'smooth', fps: 48, method: 'blend' }], clip);
    const facts = await probe(after);
    expect(facts.fps).toBeCloseTo(48, 1);
    expect(facts.frames).toBe(48);
    const steps = levels(await decode(choice, after, 'gray'), area);
    for (const index of [9, 21, 33]) {
      const between = ((steps[index - 1] ?? 0) + (steps[index + 1] ?? 0)) / 2;
      expect(Math.abs((steps[index] ?? 0) - between)).toBeLessThan(1.5);
      expect((steps[index + 1] ?? 0) - (steps[index - 1] ?? 0)).toBeGreaterThan(5);
    }
  });

  test('a small clip may have its motion followed', async () => {
    const clip = await clipOf(movingFrames(small, 12));
    const after = await post(choice, [{ kind: 'smooth', fps: 60, method: 'motion' }], clip);
    await expect(probe(after)).resolves.toMatchObject({ frames: 30, fps: 60 });
  });

  test('flicker is taken out', async () => {
    const clip = await clipOf(ramp(24, (index) => (index % 2 === 0 ? 110 : 130)));
    const after = await post(choice, [{ kind: 'deflicker' }], clip);
    const steps = levels(await decode(choice, after, 'gray'), area).slice(4, 20);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(12);
  });

  test('noise is taken out', async () => {
    const noise = noisyFrames(small, 12).map((frame) => frame.map((level) => 128 + (level - 128) / 16));
    const clip = await clipOf(noise);
    const after = await post(choice, [{ kind: 'denoise', strength: 1 }], clip);
    const roughness = async (path: string): Promise<number> => {
      const last = (await decode(choice, path, 'gray')).subarray(-area);
      return meanError(last, Buffer.alloc(area, levels(last, area)[0]));
    };
    expect(await roughness(after)).toBeLessThan((await roughness(clip)) * 0.7);
  });

  test('an upscaled clip shows the same picture, larger', async () => {
    // No even height has exactly this shape, and pixels stay square.
    const upright = { width: 160, height: 250 };
    const clip = await shoot(
      choice,
      folder.inside('upright.mp4'),
      upright,
      Array(2).fill(plainFrame(upright)),
    );
    const after = await post(choice, [{ kind: 'upscale', resolution: '720p' }], clip);
    const large = { width: 720, height: 1_126 };
    await expect(probe(after)).resolves.toMatchObject({ ...large, frames: 2 });
    const rgb = await decode(choice, after, 'rgb24');
    const corners = [
      colourAt(rgb, large, 0.1, 0.1),
      colourAt(rgb, large, 0.9, 0.1),
      colourAt(rgb, large, 0.1, 0.9),
      colourAt(rgb, large, 0.9, 0.9),
    ];
    expect(corners).toEqual([red, green, blue, white]);
  });

  test('a clip set into another shape is whole, on a blurred copy of itself', async () => {
    const clip = await clipOf([plainFrame(small), plainFrame(small)]);
    const fill = { kind: 'blur' } as const;
    const after = await post(choice, [{ kind: 'reframe', ratio: '9:16', fill }], clip);
    const tall = { width: 90, height: 160 };
    await expect(probe(after)).resolves.toMatchObject({ ...tall, frames: 2 });
    const rgb = await decode(choice, after, 'rgb24');
    expect([colourAt(rgb, tall, 0.1, 0.42), colourAt(rgb, tall, 0.9, 0.58)]).toEqual([red, white]);
    expect([colourAt(rgb, tall, 0.02, 0.02), colourAt(rgb, tall, 0.98, 0.98)]).toEqual([red, white]);
  });

  test('a clip cropped to another shape shows what lies around the centre', async () => {
    const clip = await clipOf([plainFrame(small)]);
    const fill = { kind: 'crop', x: 0.9, y: 0.5 } as const;
    const after = await post(choice, [{ kind: 'reframe', ratio: '9:16', fill }], clip);
    const tall = { width: 50, height: 90 };
    await expect(probe(after)).resolves.toMatchObject(tall);
    const rgb = await decode(choice, after, 'rgb24');
    expect([colourAt(rgb, tall, 0.1, 0.1), colourAt(rgb, tall, 0.1, 0.9)]).toEqual([green, white]);
  });

  test('a clip cropped around its subject shows what draws the eye', async () => {
    const shape = { width: 160, height: 90 };
    const frame = flatFrame(shape, 110);
    for (let y = 30; y < 60; y += 1)
      for (let x = 120; x < 150; x += 1) {
        frame[y * 160 + x] = 63;
        frame[area + (y >> 1) * 80 + (x >> 1)] = 102;
        frame[area * 1.25 + (y >> 1) * 80 + (x >> 1)] = 240;
      }
    const clip = await clipOf([frame, frame]);
    const fill = { kind: 'subject' } as const;
    const target = folder.inside('after.mp4');
    const wishes = [{ kind: 'reframe', ratio: '9:16', fill }] as const;
    const [ran] = await applyPost(choice, wishes, clip, target, {}, new AbortController().signal);
    if (ran?.kind !== 'reframe' || ran.fill.kind !== 'crop') throw new Error('not settled');
    expect(ran.fill.x).toBeGreaterThan(0.6);
    expect(folder.names()).toEqual(['after.mp4', 'clip.mp4']);
    const rgb = await decode(choice, target, 'rgb24');
    const row = Array.from({ length: 9 }, (_, at) =>
      colourAt(rgb, { width: 50, height: 90 }, (at + 0.5) / 9, 0.5),
    );
    expect(row).toContain(red);
  });

  test('a looped clip ends where it begins', async () => {
    const clip = await clipOf(ramp(48, (index) => 40 + 4 * index));
    const after = await post(choice, [{ kind: 'loop', fade: 0.5 }], clip);
    await expect(probe(after)).resolves.toMatchObject({ frames: 36, fps: 24 });
    const steps = levels(await decode(choice, after, 'gray'), area);
    const [first = 0, last = 0] = [steps[0], steps.at(-1)];
    const [start = 0, end = 0] = levels(await decode(choice, clip, 'gray'), area).filter(
      (_, at) => at === 0 || at === 47,
    );
    expect(Math.abs(last - first)).toBeLessThan((end - start) / 6);
    expect(first - start).toBeGreaterThan(30);
  });

  test('a clip follows another, which fades into it', async () => {
    const other = await shoot(choice, folder.inside('other.mp4'), { width: 80, height: 60 }, [
      ...Array.from({ length: 24 }, () => flatFrame({ width: 80, height: 60 }, 60)),
    ]);
    const clip = await clipOf(ramp(24, () => 180));
    const files = { 'clips/other': other };
    const after = await post(choice, [{ kind: 'follow', clip: 'clips/other', fade: 0.5 }], clip, files);
    await expect(probe(after)).resolves.toMatchObject({ ...small, frames: 36 });
    const steps = levels(await decode(choice, after, 'gray'), area);
    const bends = steps.slice(1).map((step, index) => step - (steps[index] ?? 0));
    expect((steps[35] ?? 0) - (steps[0] ?? 0)).toBeGreaterThan(100);
    expect(Math.max(...bends)).toBeLessThan(20);
    expect(Math.min(...bends)).toBeGreaterThan(-2);
  });

  test('words are written into the lower right corner and nowhere else', async () => {
    const shape = { width: 320, height: 180 };
    const clip = await shoot(
      choice,
      folder.inside('clip.mp4'),
      shape,
      [1, 2].map(() => flatFrame(shape, 60)),
    );
    const mark = { kind: 'text', text: '<b>Made & shared</b>' } as const;
    const grey = await decode(choice, await post(choice, [{ kind: 'watermark', mark }], clip), 'gray');
    const last = grey.subarray(-320 * 180);
    const brightest = (top: number, bottom: number) => Math.max(...last.subarray(320 * top, 320 * bottom));
    expect(brightest(150, 180)).toBeGreaterThan(150);
    expect(brightest(0, 140)).toBeLessThan(60);
  });

  test('what a clip is stands in the upper left corner', async () => {
    const shape = { width: 320, height: 180 };
    const frames = [1, 2].map(() => flatFrame(shape, 60));
    const clip = await shoot(choice, folder.inside('clip.mp4'), shape, frames);
    const mark = { kind: 'label', text: 'AI-generated' } as const;
    const grey = await decode(choice, await post(choice, [{ kind: 'watermark', mark }], clip), 'gray');
    const brightest = (top: number, bottom: number) => Math.max(...grey.subarray(320 * top, 320 * bottom));
    expect(brightest(0, 30)).toBeGreaterThan(150);
    expect(brightest(40, 180)).toBeLessThan(60 + 5);
  });

  test('a picture with see-through parts is laid over', async () => {
    const clip = await clipOf([0, 1, 2].map(() => flatFrame(small, 60)));
    const hole = { input: Buffer.from([0, 0, 0, 0]), raw: { width: 1, height: 1, channels: 4 } } as const;
    const create = {
      width: 20,
      height: 10,
      channels: 4,
      background: { r: 255, g: 0, b: 0, alpha: 1 },
    } as const;
    await sharp({ create })
      .composite([{ ...hole, tile: true, blend: 'dest-out' }])
      .png()
      .toFile(folder.inside('logo.png'));
    const mark = { kind: 'picture', file: 'logos/ours' } as const;
    const files = { 'logos/ours': folder.inside('logo.png') };
    const after = await post(choice, [{ kind: 'watermark', mark }], clip, files);
    const rgb = (await decode(choice, after, 'rgb24')).subarray(-area * 3);
    expect([colourAt(rgb, small, 0.95, 0.93), colourAt(rgb, small, 0.5, 0.5)]).toEqual([red, '000']);
  });

  test.each(['jpg', 'png'])('the last frame comes out as %s', async (type) => {
    const clip = await clipOf([...movingFrames(small, 40), plainFrame(small)]);
    const target = folder.inside(`last.${type}`);
    await lastFrame(choice, clip, target, new AbortController().signal);
    const { data, info } = await sharp(target).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ ...small, format: 'raw' });
    expect([colourAt(data, small, 0.2, 0.2), colourAt(data, small, 0.8, 0.8)]).toEqual([red, white]);
    expect(folder.names()).toEqual(['clip.mp4', `last.${type}`]);
  });
});
