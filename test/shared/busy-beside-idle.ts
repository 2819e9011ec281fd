import { BaseSequencer, type TestSpecification } from 'vitest/node';

// `media` computes all the time, in processes that end with it.
const first = ['media/fuzz', 'media/', 'engines/local/'];

// These keep a core busy.
const busy = ['story/', 'terminal/', 'rendered/'];

// These mostly wait, as do all others.
const idle = ['queue/', 'web/', ''];

const rank = ({ moduleId }: TestSpecification, folders: readonly string[]): number =>
  folders.findIndex((folder) => moduleId.includes(`/test/${folder}`));

/** Has files that compute and files that wait run beside each other, so that cores are neither idle nor fought over. */
export class BusyBesideIdle extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const left = new Set(files);
    /** Those of some folders, longest first as the folders are, each with its place between 0 and `until`. */
    const take = (folders: readonly string[], until: number) => {
      const taken = [...left].filter((file) => rank(file, folders) >= 0);
      for (const file of taken) left.delete(file);
      taken.sort((one, other) => rank(one, folders) - rank(other, folders));
      return taken.map((file, at) => ({ file, place: (until * at) / taken.length }));
    };
    // What is left at the end is short.
    const order = [...take(first, 0), ...take(busy, 0.9), ...take(idle, 1)];
    return order.sort((one, other) => one.place - other.place).map(({ file }) => file);
  }
}
