import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReplicate } from './replicate/server.ts';

// A remote clip without an account: the stand-in of Replicate, and the program that talks to it as to the real one.
const usual = ['test/fixtures/photos/portrait-astronaut.jpg', '--effect', 'dance', '--out', 'remote.mp4'];
const given = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'photoplay-demo-'));
const peer = await startReplicate();
try {
  const line = [
    'bin/photoplay.js',
    'animate',
    ...(given.length > 0 ? given : usual),
    '--engine',
    'replicate',
  ];
  const env = { ...process.env, ...peer.environment, DATA_DIR: folder };
  const program = spawn(process.execPath, line, { env, stdio: 'inherit' });
  const [code] = (await once(program, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await peer.close();
  await rm(folder, { recursive: true, force: true });
}
