import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** What the container image holds beside the production packages. */
describe('the packed program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-packed-'));
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
    const [packed = ''] = await readdir(folder);
    await run('tar', ['-xzf', packed, '--strip-components=1'], { cwd: folder });
    await rm(join(folder, packed));
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds every folder that the program looks for, and nothing of the tests', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    const needed = Object.values(manifest.imports).map((path) => path.replace(/\/\*$/, ''));
    expect(needed.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(
      ['LICENSE', 'README.md', 'adapters', 'bin', 'dist', 'node_modules', 'package.json', 'src'].sort(),
    );
  });

  it('makes a clip from a folder of its own', async () => {
    const photo = resolve('test/fixtures/photos/cat-chelsea.jpg');
    const clip = join(folder, 'clip.mp4');
    const { stdout } = await run(
      process.execPath,
      [join(folder, 'bin/photoplay.js'), 'animate', photo, '--seconds', '1', '--out', clip, '--json'],
      { cwd: folder, env: { ...process.env, DATA_DIR: join(folder, 'data') } },
    );
    expect(JSON.parse(stdout)).toMatchObject({ failure: null });
    expect(existsSync(clip)).toBe(true);
  });
});
