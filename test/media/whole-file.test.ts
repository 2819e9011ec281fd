import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeBytes, writeWhole } from '../../src/media/whole-file.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();
const bytes = Buffer.from('picture');

test('a file appears under its name only when it is whole', async () => {
  const target = folder.inside('kept.jpg');
  await writeWhole(target, async (part) => {
    await writeBytes(part, bytes);
    expect(folder.names()).toEqual(['kept.jpg.part']);
  });
  expect(folder.names()).toEqual(['kept.jpg']);
  expect(readFileSync(target)).toEqual(bytes);
});

test('when the writing fails the old file stays and nothing else is left', async () => {
  const target = folder.inside('kept.jpg');
  writeFileSync(target, 'old');
  const failing = writeWhole(target, async (part) => {
    await writeBytes(part, bytes);
    throw new Error('power cut');
  });
  await expect(failing).rejects.toThrow('power cut');
  expect(folder.names()).toEqual(['kept.jpg']);
  expect(readFileSync(target, 'utf8')).toBe('old');
});

test('a full disk is named and leaves nothing behind', async () => {
  symlinkSync('/dev/full', folder.inside('kept.jpg.part'));
  const failing = writeWhole(folder.inside('kept.jpg'), (part) => writeBytes(part, bytes));
  await expect(failing).rejects.toMatchObject({ kind: 'disk_full' });
  expect(folder.names()).toEqual([]);
});

test('a target that cannot be written is named', async () => {
  const nowhere = writeWhole(folder.inside('no/such/kept.jpg'), (part) => writeBytes(part, bytes));
  await expect(nowhere).rejects.toMatchObject({ kind: 'output_unwritable' });
  mkdirSync(folder.inside('taken'));
  const taken = writeWhole(folder.inside('taken'), (part) => writeBytes(part, bytes));
  await expect(taken).rejects.toMatchObject({ kind: 'output_unwritable' });
  expect(folder.names()).toEqual(['taken']);
});
