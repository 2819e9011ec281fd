import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { childModule } from '../../src/media/child.ts';
import { folderSetting } from './captured.ts';
import { type Canary, leaksIn } from './leaks.ts';

const canaries: readonly Canary[] = [
  { kind: 'secret', text: 'MTIz.peer.456' },
  { kind: 'words', text: 'slow zoom on "grandmother"' },
  { kind: 'words', text: 'pan left' },
];
const logged = (facts: object): string => JSON.stringify({ level: 30, ...facts });

describe('logs are looked through', () => {
  it.each([
    ['a token', 'Bot MTIz.peer.456'],
    ['words', logged({ prompt: 'slow zoom on "grandmother"' })],
    ['a photo’s address', logged({ url: 'https://cdn.example/attachments/123/photo.jpg?ex=1' })],
    ['a token in an address', 'GET https://api.example/file/bot123456:AAF-xyz/photos/1.jpg'],
    ['a key', 'with r8_abcdefgh12'],
  ])('%s is found', (_what, line) => {
    expect(leaksIn(`${logged({ event: 'job done' })}\n${line}\n`, canaries)).toHaveLength(1);
  });

  it('what a person reads, and words of our own, are no leaks', () => {
    const shown = 'Words: slow zoom on "grandmother"';
    expect(leaksIn(`${shown}\n${logged({ event: 'will pan left' })}\n`, canaries)).toEqual([]);
  });

  it('whoever starts the program lets what it logs be looked through', async () => {
    const files = await glob('test/**/*.ts', { ignore: ['test/bench/**', 'test/captured/**'] });
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      const source = await readFile(file, 'utf8');
      if (source.includes('spawn(') && source.includes("'src/main/main.ts'"))
        expect(source, file).toContain('captureOutput(');
    }
  });

  it('what a program logs is kept where the run looks for it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'photoplay-captured-'));
    const { path, execArgv } = childModule(pathToFileURL(import.meta.filename).href, 'captured-child');
    const environment = { ...process.env, [folderSetting]: folder };
    const child = spawn(process.execPath, [...execArgv, path], { env: environment, stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    const kept = (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8'));
    const all = (await Promise.all(kept)).join('\n');
    for (const word of ['from the service', 'from a program', 'a canary']) expect(all).toContain(word);
    await rm(folder, { recursive: true });
  });
});
