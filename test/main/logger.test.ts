import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { openLog } from '../../src/main/logger.ts';
import { childModule } from '../../src/media/child.ts';

it('the log says what failed and why, never what people wrote or a secret', async () => {
  const { path, execArgv } = childModule(import.meta.url, 'logger-child');
  const { stderr } = await promisify(execFile)(process.execPath, [...execArgv, path]);
  expect(stderr).toContain('it went wrong');
  expect(stderr).toContain('a call failed');
  // Postgres' own name for a table that is not there.
  expect(stderr).toContain('42P01');
  expect(stderr).not.toContain('secret');
  expect(stderr).not.toContain('c2VjcmV0');
});

it('a log obeys nothing that strangers wrote, and every event is a line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'photoplay-log-'));
  const name = 'a\u009b2J\u202eb\n\u007f';
  openLog('info', join(folder, 'log')).info({ name }, 'told');
  const text = readFileSync(join(folder, 'log'), 'utf8');
  rmSync(folder, { recursive: true });
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  expect(JSON.parse(text)).toMatchObject({ name, msg: 'told' });
});
