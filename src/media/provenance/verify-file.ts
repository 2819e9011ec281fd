import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';

/** What a file's signed manifest says, and whether it is still valid. */
export type Credentials = {
  /** `trusted`: unchanged, and a known root vouches for the signer. `valid`: unchanged since it was signed. */
  readonly state: 'trusted' | 'valid' | 'invalid';
  /** Named as in C2PA. */
  readonly problems: readonly string[];
  readonly generator: string | null;
  readonly signer: string | null;
  /** An IPTC digital source type, as a URL. */
  readonly source: string | null;
  readonly effect: string | null;
  readonly effectVersion: string | null;
  readonly engine: string | null;
  readonly model: string | null;
};

export type Verdict = {
  /** Null when the file has no manifest. */
  readonly credentials: Credentials | null;
  readonly xmp: { readonly source: string; readonly tool: string | null } | null;
};

/** Reads the provenance of any file. `roots`: certificates to trust, PEM. Throws `Failure` `internal`. */
export const verifyFile = (path: string, roots: string | null): Promise<Verdict> =>
  askChild<Verdict>({
    module: childModule(import.meta.url, 'verify-child'),
    task: { path, roots },
    limits: { seconds: 120, memory: 1_500e6 },
    losses: { slow: 'timeout', greedy: 'bad_output', crashed: 'bad_output' },
    signal: null,
  });
