import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program } from './program.ts';

const photo = resolve('test/fixtures/photos/night-rocket.jpg');

describe('one’s own data at a terminal', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');

  it('is written into a new archive, and forgotten after one question', async () => {
    const made = await photoplay.run([
      'animate',
      photo,
      '--seconds',
      '1',
      '--resolution',
      '480p',
      '--fps',
      '24',
    ]);
    expect(made.code, made.errors.join()).toBe(0);
    const exported = await photoplay.run(['export', '--out', 'mine.zip']);
    expect(exported.errors).toEqual([]);
    expect(exported.out).toContain(join(photoplay.folder, 'mine.zip'));
    const bytes = await readFile(join(photoplay.folder, 'mine.zip'));
    expect(bytes.includes('"effect": "parallax"')).toBe(true);
    expect((await stat(join(photoplay.folder, 'mine.zip'))).mode & 0o777).toBe(0o600);
    // Nobody is there to answer.
    const asked = await photoplay.run(['forget']);
    expect(asked.code).toBe(1);
    expect(asked.errors.join('\n')).toContain('--yes');
    const forgotten = await photoplay.run(['forget', '--yes']);
    expect(forgotten.out).toContain('Done. 1 clip and everything else about you is deleted.');
  });
});
