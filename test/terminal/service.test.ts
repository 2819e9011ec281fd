import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { probe } from '../../src/media/probe.ts';
import { findProgram } from '../peers/test-servers.ts';
import { program } from './program.ts';

const portrait = resolve('test/fixtures/photos/portrait-astronaut.jpg');
const short = ['--seconds', '1', '--resolution', '480p'];
const twoSeconds = ['--seconds', '2', '--resolution', '480p'];
const ffmpeg = findProgram('ffmpeg');
const root = process.getuid?.() === 0;

describe('the service on a data folder', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'data');
  const inFolder = (name: string): string => join(photoplay.folder, name);
  /** What a program has said so far. */
  const listen = (stream: Readable | null): (() => string) => {
    let said = '';
    stream?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    return () => said;
  };

  it('finishes what a killed terminal had begun, says what is on, works beside terminals, and stops cleanly', async () => {
    const killed = photoplay.start(['animate', portrait, ...twoSeconds, '--out', 'clip.mp4']);
    const shown = listen(killed.stderr);
    await vi.waitFor(() => expect(shown()).toContain('Rendering'), { timeout: 150_000, interval: 20 });
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await readdir(photoplay.folder)).toEqual(['data']);

    const service = photoplay.start(['start'], { PORT: '0', LOG_LEVEL: 'warn' });
    const said = listen(service.stdout);
    await vi.waitFor(() => probe(inFolder('clip.mp4')), { timeout: 150_000, interval: 200 });
    expect((await probe(inFolder('clip.mp4'))).frames).toBe(48);
    const { out } = await photoplay.run(['clips', '--json']);
    expect(JSON.parse(out).clips).toHaveLength(1);

    await vi.waitFor(() => expect(said()).toContain('DATABASE_URL'), { timeout: 60_000 });
    const [, url] = /ready at (http:\S+)/.exec(said()) ?? [];
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(await ready.json()).toEqual({
      status: 'ready',
      needs: { database: true, queue: true, storage: true, disk: true },
      waiting: {},
    });
    expect((await stat(inFolder('data/socket.json'))).mode & 0o077).toBe(0);

    const [one, two] = await Promise.all(
      ['one.mp4', 'two.mp4'].map((name) => photoplay.run(['animate', portrait, ...short, '--out', name])),
    );
    expect([one?.errors, two?.errors, one?.code, two?.code]).toEqual([[], [], 0, 0]);
    for (const name of ['one.mp4', 'two.mp4']) expect((await probe(inFolder(name))).frames).toBe(24);

    const before = await readdir(photoplay.folder, { recursive: true });
    const checked = await photoplay.run(['doctor']);
    for (const told of [/Service: running in/, /Queue: /, /Files: in/, /Replicate: off/, /Free disk/])
      expect(checked.out).toMatch(told);
    expect([checked.out.includes('✗'), checked.code]).toEqual([false, 0]);
    // A taken port is told before there is any folder.
    const { port = '' } = new URL(url ?? '');
    const late = await photoplay.run(['start'], { PORT: port, DATA_DIR: 'other' });
    expect([late.errors, late.code]).toEqual([
      [expect.stringContaining(`Port ${port} is already in use`)],
      1,
    ]);
    expect(await readdir(photoplay.folder, { recursive: true })).toEqual(before);

    const refused = await photoplay.run(['start'], { PORT: '0' });
    expect(refused.errors).toEqual([expect.stringMatching(/Another Photoplay process is using/)]);
    service.kill('SIGTERM');
    await once(service, 'exit');
    expect(service.exitCode).toBe(0);
    expect(await readdir(inFolder('data'))).not.toContain('socket.json');
  });
});

describe('photoplay animate on a bad day', () => {
  const photoplay = program({ FACE_ANALYSIS: 'off' }, 'server');
  const inFolder = (name: string): string => join(photoplay.folder, name);

  it.runIf(ffmpeg)('gives up clearly when the encoder dies midway, keeping nothing', async () => {
    const wrapper = inFolder('ffmpeg');
    const script = `#!/bin/sh\ncase "$*" in *libx264*) head -c 2000000 >/dev/null; kill -9 $$;; *) exec ${ffmpeg} "$@";; esac\n`;
    await writeFile(wrapper, script);
    await chmod(wrapper, 0o755);
    const { code, errors } = await photoplay.run(['animate', portrait, ...short, '--out', 'clip.mp4'], {
      FFMPEG_PATH: wrapper,
    });
    expect(errors).toEqual(['Waiting for memory', expect.stringMatching(/There still isn’t enough memory/)]);
    expect(code).toBe(1);
    expect((await readdir(photoplay.folder)).sort()).toEqual(['data', 'ffmpeg']);
    expect(await readdir(inFolder('data/work'))).toEqual([]);
  });

  it.runIf(root)('refuses clearly when the disk is full', async () => {
    const small = inFolder('small');
    await mkdir(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', small]);
    try {
      const { code, errors } = await photoplay.run(['animate', portrait, ...short, '--out', 'clip.mp4'], {
        DATA_DIR: small,
      });
      expect(errors).toEqual([expect.stringMatching(/There isn’t enough disk space\. /)]);
      expect(code).toBe(1);
      expect(await readFile(inFolder('clip.mp4')).catch(() => 'absent')).toBe('absent');
    } finally {
      execFileSync('umount', ['-l', small]);
    }
  });
});
