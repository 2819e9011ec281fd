import { spawnSync } from 'node:child_process';
import { readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

// Removes from `node_modules` what a service doesn't use: source maps, bundles for browsers, and where there is an
// ffmpeg, node-av with its own copy of FFmpeg. `npm install` brings it back.

const modules = resolve(process.argv[2] ?? 'node_modules');
const isUnused = (path) =>
  path.endsWith('.map') ||
  (/@tensorflow.*[\\/]dist[\\/]/.test(path) && /\.es2017|\.fesm|\.min\.js$/.test(path));

const encoder = process.env.FFMPEG_PATH || 'ffmpeg';
const version = spawnSync(encoder, ['-version'], { encoding: 'utf8' });
if (version.status === 0 && version.stdout.includes('--enable-libx264'))
  for (const name of ['node-av', '@seydx']) await rm(join(modules, name), { recursive: true, force: true });

let [bytes, freed] = [0, 0];
for (const entry of await readdir(modules, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const path = join(entry.parentPath, entry.name);
  const { size } = await stat(path);
  if (!isUnused(path)) bytes += size;
  else {
    freed += size;
    await rm(path);
  }
}
console.log(
  `node_modules: ${Math.ceil(bytes / 1e6)} MB, ${Math.ceil(freed / 1e6)} MB of unused files removed`,
);
