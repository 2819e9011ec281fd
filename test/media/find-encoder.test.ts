import { afterEach, describe, expect, test, vi } from 'vitest';
import { describeEncoder, findEncoder } from '../../src/media/find-encoder.ts';
import { runners } from './runners.ts';

afterEach(() => vi.unstubAllEnvs());

test('a path that does not lead to an ffmpeg with x264 is a bad setting', async () => {
  for (const path of ['/no/such/ffmpeg', '/bin/true', process.execPath]) {
    await expect(findEncoder(path)).rejects.toMatchObject({
      kind: 'bad_setting',
      facts: { name: 'FFMPEG_PATH' },
    });
  }
});

test('what does not run is not described', async () => {
  const absent = describeEncoder({ name: 'ffmpeg', path: '/no/such/ffmpeg' });
  await expect(absent).rejects.toMatchObject({ kind: 'encoder_missing' });
});

describe.each(runners)('$name', (choice) => {
  test('it is found when nothing better is', async () => {
    if (choice.name === 'node-av') vi.stubEnv('PATH', '/nowhere');
    await expect(findEncoder(undefined)).resolves.toMatchObject({ name: choice.name });
  });

  test('it is described by its name and version on one line', async () => {
    expect(await describeEncoder(choice)).toMatch(new RegExp(`^${choice.name}.* version \\S+$`));
  });
});
