import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { type ContainerShape, makeContainer } from './containers.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();
const usual: ContainerShape = { width: 320, height: 180, fps: 24, frames: 48, audio: false, index: 'first' };

const probeBytes = (bytes: Uint8Array | string) => {
  writeFileSync(folder.inside('clip.mp4'), bytes);
  return probe(folder.inside('clip.mp4'));
};

const refuse = (bytes: Uint8Array | string) =>
  expect(probeBytes(bytes)).rejects.toMatchObject({ kind: 'bad_output' });

for (const index of ['first', 'last', 'scattered'] as const) {
  test(`a clip with its index ${index} is read`, async () => {
    const clip = await makeContainer({ ...usual, index });
    const found = await probeBytes(clip);
    expect(found).toMatchObject({ width: 320, height: 180, frames: 48, codec: 'vp9', audio: false });
    expect(found.seconds).toBeCloseTo(2, 2);
    expect(found.fps).toBeCloseTo(24, 2);
    expect(found.bytes).toBe(clip.length);
  });

  test(`a torn clip with its index ${index} is refused`, async () => {
    const clip = await makeContainer({ ...usual, index });
    await refuse(clip.subarray(0, clip.length * 0.6));
  });
}

test('sound is noticed', async () => {
  expect(await probeBytes(await makeContainer({ ...usual, audio: true }))).toMatchObject({
    audio: true,
    frames: 48,
  });
});

test('what is not a clip is refused', async () => {
  await refuse('<html>504 Gateway Timeout</html>');
  await refuse('');
  await expect(probe(folder.inside('nothing.mp4'))).rejects.toMatchObject({ kind: 'bad_output' });
});

test('a clip without frames is refused', async () => {
  await refuse(await makeContainer({ ...usual, frames: 0 }));
});

test('a forged table of fifty million frames cannot take us down', async () => {
  const clip = await makeContainer({ ...usual, index: 'last' });
  clip.writeUInt32BE(50_000_000, clip.indexOf('stts') + 12);
  await refuse(clip);
});
