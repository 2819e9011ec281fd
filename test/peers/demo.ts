import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startComfyui } from './comfyui/server.ts';
import { startReplicate } from './replicate/server.ts';

const peers = {
  replicate: () => startReplicate(),
  comfyui: () => startComfyui({ run: 3_000 }),
};

// A clip from elsewhere without an account or a GPU: a stand-in, and the program that talks to it as to the real one.
const [named = 'replicate', ...given] = process.argv.slice(2);
const engine = named === 'comfyui' ? named : 'replicate';
const usual = ['test/fixtures/photos/portrait-astronaut.jpg', '--effect', 'dance', '--out', 'remote.mp4'];
const folder = await mkdtemp(join(tmpdir(), 'photoplay-demo-'));
const peer = await peers[engine]();
try {
  const line = ['bin/photoplay.js', 'animate', ...(given.length > 0 ? given : usual), '--engine', engine];
  const env = { ...process.env, ...peer.environment, DATA_DIR: folder };
  const program = spawn(process.execPath, line, { env, stdio: 'inherit' });
  const [code] = (await once(program, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await peer.close();
  await rm(folder, { recursive: true, force: true });
}
