import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { childModule } from '../src/media/child.ts';

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
