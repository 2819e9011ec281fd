import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Those that render clips or wait for real programs, longest first; all others fill the gaps at the end.
const long = ['story/', 'rendered/', 'queue/', 'terminal/', 'web/', 'engines/local/', 'media/'];

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
