import { BaseSequencer, type TestSpecification } from 'vitest/node';

// `media` is a project of its own, whose processes end with it.
const first = ['media/fuzz', 'media/'];

// These keep a core busy, the longest first; what renders in the test's own process begins.
const busy = ['engines/local/', 'story/', 'terminal/', 'rendered/'];

// The others mostly wait. Those that open PGlite in their process come last: WebAssembly is slower there from then on.
const late = ['queue/', 'store/', 'forget/', 'jobs/'];

const rankIn = (folders: readonly string[], { moduleId }: TestSpecification): number =>
  folders.findIndex((folder) => moduleId.includes(`/test/${folder}`));

const inOrder = (files: readonly TestSpecification[], folders: readonly string[]): TestSpecification[] =>
  files.toSorted((left, right) => rankIn(folders, left) - rankIn(folders, right));

/** Each file with the share of its list that comes before it. */
const spread = (files: readonly TestSpecification[]) =>
  files.map((file, at) => ({ file, share: (at + 0.5) / files.length }));

/** Has files that compute and files that wait run beside each other all the time, so that cores are neither idle nor fought over. */
export class BusyBesideIdle extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const among = (folders: readonly string[]) => files.filter((file) => rankIn(folders, file) >= 0);
    const known = new Set([...among(first), ...among(busy)]);
    const waiting = files.filter((file) => !known.has(file));
    const mixed = [...spread(inOrder(among(busy), busy)), ...spread(inOrder(waiting, late))];
    const beside = mixed.toSorted((left, right) => left.share - right.share).map(({ file }) => file);
    return [...inOrder(among(first), first), ...beside];
  }
}
