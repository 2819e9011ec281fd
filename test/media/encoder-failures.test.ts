import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { type Encoding, startEncoding } from '../../src/media/encoder.ts';
import { processId } from '../process-id.ts';
import { encode, filePlan, framesPlan, movingFrame, movingFrames, noisyFrames, type Shape } from './clips.ts';
import { useFolder } from './folders.ts';
import { runners } from './runners.ts';

const folder = useFolder();
const shape: Shape = { width: 320, height: 180 };
const frame = movingFrame(shape, 0);
const unaborted = new AbortController().signal;

/** Writes until the encoder says no; far more than any pipe could hold back. */
const exhaust = async (encoding: Encoding): Promise<void> => {
  for (let count = 0; count < 5000; count++) await encoding.write(frame);
  await encoding.finish();
};

describe.each(runners)('$name', (choice) => {
  test('an encoder that is killed midway leaves nothing', async () => {
    const encoding = startEncoding(choice, framesPlan(shape, folder.inside('clip.mp4')), unaborted);
    await encoding.write(frame);
    process.kill(processId(encoding), 'SIGKILL');
    await expect(exhaust(encoding)).rejects.toMatchObject({ kind: 'fault', facts: { of: 'memory' } });
    await expect(encoding.finish()).rejects.toMatchObject({ kind: 'fault', facts: { of: 'memory' } });
    expect(folder.names()).toEqual([]);
  });

  test('aborting kills the encoder and leaves nothing', async () => {
    const controller = new AbortController();
    const encoding = startEncoding(choice, framesPlan(shape, folder.inside('clip.mp4')), controller.signal);
    for (let count = 0; count < 5; count++) await encoding.write(frame);
    controller.abort();
    await expect(exhaust(encoding)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(folder.names()).toEqual([]);
    expect(() => process.kill(processId(encoding), 0)).toThrow('ESRCH');
  });

  test('a signal that is aborted already starts nothing that lasts', async () => {
    const signal = AbortSignal.abort(new Failure('timeout'));
    const encoding = startEncoding(choice, framesPlan(shape, folder.inside('clip.mp4')), signal);
    await expect(encoding.finish()).rejects.toMatchObject({ kind: 'timeout' });
    expect(folder.names()).toEqual([]);
  });

  test('a frozen encoder is killed at its limit', async () => {
    const plan = framesPlan(shape, folder.inside('clip.mp4'), { limit: 1 });
    const encoding = startEncoding(choice, plan, unaborted);
    process.kill(processId(encoding), 'SIGSTOP');
    await expect(exhaust(encoding)).rejects.toMatchObject({ kind: 'timeout' });
    expect(folder.names()).toEqual([]);
  });

  test('an encoding that its maker abandons is killed and leaves nothing', async () => {
    let pid = 0;
    {
      await using encoding = startEncoding(choice, framesPlan(shape, folder.inside('clip.mp4')), unaborted);
      pid = processId(encoding);
      await encoding.write(frame);
      for (let count = 0; count < 100; count++) void encoding.write(frame);
    }
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(folder.names()).toEqual([]);
  });

  test.each([1, 30])('a disk that is full within %i frames is named and leaves nothing', async (count) => {
    symlinkSync('/dev/full', folder.inside('clip.mp4.part'));
    const full = encode(choice, framesPlan(shape, folder.inside('clip.mp4')), noisyFrames(shape, count));
    await expect(full).rejects.toMatchObject({ kind: 'disk_full' });
    expect(folder.names()).toEqual([]);
  });

  test('a folder that cannot be written is named', async () => {
    const nowhere = encode(choice, framesPlan(shape, folder.inside('no/such/clip.mp4')), [frame]);
    await expect(nowhere).rejects.toMatchObject({ kind: 'output_unwritable' });
    expect(folder.names()).toEqual([]);
  });

  test('a playlist that calls itself a clip is not followed', async () => {
    await encode(choice, framesPlan(shape, folder.inside('neighbour.mp4')), movingFrames(shape, 3));
    const lists = {
      'concat.mp4': 'ffconcat version 1.0\nfile neighbour.mp4\n',
      'hls.mp4': '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nneighbour.mp4\n#EXT-X-ENDLIST\n',
    };
    for (const [name, text] of Object.entries(lists)) {
      writeFileSync(folder.inside(name), text);
      const raw = { kind: 'raw', path: folder.inside('raw'), pixels: 'gray' } as const;
      const followed = encode(choice, filePlan(folder.inside(name), raw));
      await expect(followed).rejects.toMatchObject({ kind: 'encoder_failed' });
    }
    expect(folder.names()).toEqual(['concat.mp4', 'hls.mp4', 'neighbour.mp4']);
  });

  test('a torn clip is a failure', async () => {
    const clip = folder.inside('clip.mp4');
    await encode(choice, framesPlan(shape, clip), movingFrames(shape, 24));
    const bytes = readFileSync(clip);
    writeFileSync(clip, bytes.subarray(0, bytes.length * 0.7));
    const raw = { kind: 'raw', path: folder.inside('raw'), pixels: 'gray' } as const;
    await expect(encode(choice, filePlan(clip, raw))).rejects.toMatchObject({ kind: 'encoder_failed' });
    expect(folder.names()).toEqual(['clip.mp4']);
  });

  test('a missing input is a failure', async () => {
    const raw = { kind: 'raw', path: folder.inside('raw'), pixels: 'gray' } as const;
    const missing = encode(choice, filePlan(folder.inside('no.mp4'), raw));
    await expect(missing).rejects.toMatchObject({ kind: 'encoder_failed' });
    expect(folder.names()).toEqual([]);
  });

  test('no frames at all are a failure', async () => {
    const nothing = encode(choice, framesPlan(shape, folder.inside('clip.mp4')), []);
    await expect(nothing).rejects.toMatchObject({ kind: 'encoder_failed' });
    expect(folder.names()).toEqual([]);
  });

  test('half a frame is refused', async () => {
    await using encoding = startEncoding(choice, framesPlan(shape, folder.inside('clip.mp4')), unaborted);
    await expect(encoding.write(frame.subarray(1))).rejects.toMatchObject({ kind: 'internal' });
  });
});

test('an encoder that is not there is a failure', async () => {
  const absent = { name: 'ffmpeg', path: folder.inside('no-such-ffmpeg') } as const;
  const plan = framesPlan(shape, folder.inside('clip.mp4'));
  await expect(encode(absent, plan, [frame])).rejects.toMatchObject({ kind: 'encoder_failed' });
  expect(folder.names()).toEqual([]);
});
