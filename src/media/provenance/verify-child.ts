import { readFile } from 'node:fs/promises';
import { answerParent } from '../answer-parent.ts';
import { headLength, sniff } from '../sniff.ts';
import { readManifests } from './c2pa.ts';
import type { Credentials, Verdict } from './verify-file.ts';
import { readXmp } from './xmp.ts';

const types: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heic: 'image/heic',
  tiff: 'image/tiff',
  avi: 'video/avi',
};

type Action = {
  readonly action?: string;
  readonly digitalSourceType?: string;
  readonly softwareAgent?: string | { readonly name?: string };
  readonly parameters?: Readonly<Record<string, unknown>>;
};
type Manifest = {
  readonly claim_generator?: string;
  readonly claim_generator_info?: readonly { readonly name?: string; readonly version?: string }[];
  readonly assertions?: readonly {
    readonly label?: string;
    readonly data?: { readonly actions?: Action[] };
  }[];
  readonly signature_info?: { readonly common_name?: string; readonly issuer?: string };
};
type ManifestReport = {
  readonly active_manifest?: string;
  readonly manifests?: Readonly<Record<string, Manifest>>;
  readonly validation_state?: string;
  readonly validation_status?: readonly { readonly code?: string }[];
};

const states: Readonly<Record<string, Credentials['state']>> = { Trusted: 'trusted', Valid: 'valid' };

const generatorOf = ({ claim_generator, claim_generator_info: [info] = [] }: Manifest): string | null =>
  info?.name === undefined ? (claim_generator ?? null) : [info.name, info.version ?? ''].join(' ').trim();

const text = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

/** The action that says how the file was created. */
const beginning = ({ assertions = [] }: Manifest): Action | undefined =>
  assertions
    .filter(({ label = '' }) => label.startsWith('c2pa.actions'))
    .flatMap(({ data }) => data?.actions ?? [])
    .find(({ digitalSourceType }) => digitalSourceType !== undefined);

const credentialsIn = (told: ManifestReport): Credentials => {
  const manifest = told.manifests?.[told.active_manifest ?? ''] ?? {};
  const action = beginning(manifest);
  const agent = action?.softwareAgent;
  const about = action?.parameters ?? {};
  return {
    state: states[told.validation_state ?? ''] ?? 'invalid',
    problems: (told.validation_status ?? []).flatMap(({ code }) => code ?? []),
    generator: generatorOf(manifest),
    signer: manifest.signature_info?.common_name ?? manifest.signature_info?.issuer ?? null,
    source: action?.digitalSourceType ?? null,
    effect: text(about['photoplay.effect']),
    effectVersion: text(about['photoplay.effect.version']),
    engine: text(about['photoplay.engine']),
    model: text(about['photoplay.model']) ?? (typeof agent === 'string' ? agent : (agent?.name ?? null)),
  };
};

const unreadable: Credentials = {
  ...{ state: 'invalid', problems: ['unreadable'], generator: null, signer: null, source: null },
  ...{ effect: null, effectVersion: null, engine: null, model: null },
};

type Task = { readonly path: string; readonly roots: string | null };

await answerParent(async ({ path, roots }: Task): Promise<Verdict> => {
  const file = await readFile(path);
  const type = types[sniff(file.subarray(0, headLength)) ?? ''];
  const xmp = readXmp(file);
  if (type === undefined) return { credentials: null, xmp };
  try {
    const told = await readManifests(file, type, roots);
    return { credentials: told === null ? null : credentialsIn(JSON.parse(told) as ManifestReport), xmp };
  } catch {
    return { credentials: unreadable, xmp };
  }
});
