import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const present = await run('exiftool', ['-ver']).then(
  () => true,
  () => false,
);
if (!present) console.warn('exiftool does not look at the marks: install libimage-exiftool-perl.');

/** Where there is no exiftool its tests are left out; in CI they fail. */
export const hasExiftool = present || process.env['CI'] !== undefined;

/** What exiftool reads in a file, by group and name. */
export const exif = async (path: string): Promise<Record<string, unknown>> => {
  const { stdout } = await run('exiftool', ['-json', '-G1', '-a', path]);
  const [told] = JSON.parse(stdout) as Record<string, unknown>[];
  return told ?? {};
};
