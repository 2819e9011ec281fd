import { BaseSequencer, type TestSpecification } from 'vitest/node';

// `media` is a project of its own, whose processes end with it. Then those that wait for real programs or render clips,
// longest first; all others fill the gaps at the end. What renders in the test's own process comes before those that open
// PGlite there, which makes WebAssembly slower from then on.
const long = ['media/fuzz', 'media/', 'story/', 'terminal/', 'engines/local/', 'rendered/', 'queue/', 'web/'];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = long.findIndex((folder) => moduleId.includes(`/test/${folder}`));
  return at === -1 ? long.length : at;
};

/** Begins with what takes long, so that no core is idle while the last file runs. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((left, right) => rank(left) - rank(right));
  }
}
