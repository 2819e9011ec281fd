import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
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

  it('holds no source maps', async () => {
    const files = await readdir(folder, { recursive: true });
    expect(files.filter((name) => name.endsWith('.map') && !name.startsWith('node_modules'))).toEqual([]);
  });

  it.each([
    ['echo built with --enable-libx264', []],
    ['echo built without it', ['@seydx/node-av-x/index.js', 'node-av/index.js']],
    ['exit 1', ['@seydx/node-av-x/index.js', 'node-av/index.js']],
  ])('leaves packages slim, and node-av only where ffmpeg can’t encode: %s', async (does, kept) => {
    const encoder = join(folder, 'ffmpeg');
    await writeFile(encoder, `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const modules = join(folder, 'modules');
    const tensors = '@tensorflow/core/dist';
    const used = ['one/index.js', 'one/min.js', `${tensors}/core.node.js`];
    const unused = ['one/index.js.map', `${tensors}/core.min.js`, `${tensors}/core.fesm.js`];
    for (const file of [...used, ...unused, '@seydx/node-av-x/index.js', 'node-av/index.js']) {
      await mkdir(join(modules, file, '..'), { recursive: true });
      await writeFile(join(modules, file), '');
    }
    await run(process.execPath, ['bin/slim.js', modules], { env: { FFMPEG_PATH: encoder } });
    const left = await readdir(modules, { recursive: true, withFileTypes: true });
    const files = left
      .filter((one) => one.isFile())
      .map((one) => relative(modules, join(one.parentPath, one.name)));
    await rm(modules, { recursive: true });
    expect(files.sort()).toEqual([...used, ...kept].sort());
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
