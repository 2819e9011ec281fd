import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { type Marker, openMarker } from '../media/provenance/mark-file.ts';
import { ownRoot, ownSigner } from '../media/provenance/own-signer.ts';
import { readSigner, type Signer, type SignerFiles, UnfitSigner } from '../media/provenance/signer.ts';

const settingNames = { certificate: 'C2PA_CERT', key: 'C2PA_KEY' } as const;

type Named = { readonly files: SignerFiles; readonly signer: Signer };

/** The operator's signer, checked; null if none is configured. Throws `Failure` `bad_setting` with the reason. */
const operatorSigner = async ({ C2PA_CERT, C2PA_KEY }: Config): Promise<Named | null> => {
  if (C2PA_CERT === undefined || C2PA_KEY === undefined) return null;
  const files = { certificate: C2PA_CERT, key: C2PA_KEY };
  const signer = await readSigner(files).catch((error: unknown) => {
    if (!(error instanceof UnfitSigner)) throw error;
    throw new Failure('bad_setting', { name: settingNames[error.part], rule: error.message }, error);
  });
  return { files, signer };
};

export type OpenProvenance = {
  readonly mark: Marker;
  /** The root of our self-made certificates, PEM; null if the operator's certificate signs. */
  root(): Promise<string | null>;
  /** The operator's certificate; null if a self-made one signs. */
  readonly signedBy: { readonly name: string; readonly until: Date } | null;
};

const nameOf = ({ certificates: [own] }: Signer): string =>
  /^CN=(.+)$/m.exec(own?.subject ?? '')?.[1] ?? 'an unnamed certificate';

const dayMilliseconds = 24 * 3_600_000;
const soonDays = 30;

/** How files are signed, for the startup report and the doctor: a status and one line of text. */
export const provenanceLine = ({
  signedBy,
}: Pick<OpenProvenance, 'signedBy'>): { good: boolean; line: string } => {
  if (signedBy === null)
    return {
      good: true,
      line: 'Content Credentials, with a self-made certificate (set C2PA_CERT and C2PA_KEY to use yours)',
    };
  const { name, until } = signedBy;
  const days = Math.floor((until.getTime() - Date.now()) / dayMilliseconds);
  const end = `valid until ${until.toISOString().slice(0, 10)}`;
  return days < soonDays
    ? {
        good: false,
        line: `Content Credentials, signed by ${name}, ${end}. Renew C2PA_CERT in the next ${days} days`,
      }
    : { good: true, line: `Content Credentials, signed by ${name}, ${end}` };
};

/** Opens the marker, with the operator's certificate or a self-made one. Throws `Failure` `bad_setting`. */
export const openProvenance = async (config: Config, log: Log): Promise<OpenProvenance> => {
  const named = await operatorSigner(config);
  const signer = async (): Promise<SignerFiles> => {
    if (named === null) return ownSigner(config.DATA_DIR);
    if (named.signer.until > new Date()) return named.files;
    log.error(
      { until: named.signer.until },
      'C2PA_CERT has expired; clips are signed with a certificate of our own',
    );
    return ownSigner(config.DATA_DIR);
  };
  // Created right away, so that the root certificate exists when it is requested.
  await signer();
  return {
    mark: openMarker(signer),
    root: async () => (named === null ? readFile(ownRoot(config.DATA_DIR), 'utf8') : null),
    signedBy: named === null ? null : { name: nameOf(named.signer), until: named.signer.until },
  };
};
