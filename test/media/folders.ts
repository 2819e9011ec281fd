import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A fresh folder for every test of the file; `inside` names a file in it, `names` lists what is there. */
export const useFolder = () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'photoplay-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    inside: (name: string): string => join(folder, name),
    names: (): string[] => readdirSync(folder).sort(),
  };
};
