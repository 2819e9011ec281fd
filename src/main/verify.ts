import { access, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../core/failure.ts';
import { digitalSources } from '../core/provenance.ts';
import { ownRoot } from '../media/provenance/own-signer.ts';
import { type Credentials, type Verdict, verifyFile } from '../media/provenance/verify-file.ts';
import type { Messages } from '../text/messages.ts';

const shortName = (source: string): string => source.slice(source.lastIndexOf('/') + 1);

const kindLine = (messages: Messages, address: string): string => {
  const source = shortName(address);
  const known = digitalSources.find((one) => one === source);
  return known === undefined
    ? messages.format('verify.kinds.other', { source })
    : messages.format(`verify.kinds.${known}`);
};

const stateLines = (messages: Messages, { state, generator, signer, problems }: Credentials): string[] => {
  if (state !== 'invalid')
    return [
      `✓ ${messages.format('verify.unchanged', { signer: signer ?? generator ?? '?' })}`,
      state === 'trusted'
        ? `✓ ${messages.format('verify.trusted')}`
        : `  ${messages.format('verify.untrusted')}`,
      `  ${messages.format('verify.uncovered')}`,
    ];
  const changed = problems.some((code) => /mismatch|unreadable|malformed/i.test(code));
  return [
    `✗ ${messages.format(changed ? 'verify.changed' : 'verify.broken')}`,
    `  ${messages.format('verify.problems', { codes: problems.join(', ') })}`,
  ];
};

const madeLines = (messages: Messages, credentials: Credentials): string[] => {
  const { generator, effect, effectVersion, model, engine, source } = credentials;
  const version = effectVersion === null ? '' : ` v${effectVersion}`;
  const where = engine === null ? '' : ` (${engine})`;
  return [
    ...(generator === null ? [] : [messages.format('verify.made', { generator })]),
    ...(source === null ? [] : [kindLine(messages, source)]),
    ...(effect === null ? [] : [messages.format('verify.effect', { effect: `${effect}${version}` })]),
    ...(model === null ? [] : [messages.format('verify.model', { model: `${model}${where}` })]),
  ];
};

/** What a file states about its origin, one line each. */
const verdictLines = (messages: Messages, { credentials, xmp }: Verdict): string[] => [
  ...(credentials === null
    ? [`✗ ${messages.format('verify.none')}`]
    : [...madeLines(messages, credentials).map((line) => `  ${line}`), ...stateLines(messages, credentials)]),
  xmp === null
    ? `  ${messages.format('verify.noXmp')}`
    : `✓ ${messages.format('verify.xmp', { source: shortName(xmp.source) })}`,
];

const readRoots = async (path: string | undefined, dataFolder: string): Promise<string | null> => {
  if (path === undefined) return readFile(ownRoot(dataFolder), 'utf8').catch(() => null);
  return readFile(resolve(path), 'utf8').catch((error: unknown) => {
    throw new Failure('bad_setting', { name: '--root', rule: `can’t be read: ${path}` }, error);
  });
};

export type Verified = { readonly lines: readonly string[]; readonly good: boolean };

/**
 * `verify <file> [--root file.pem] [--json]`: shows how a file was made and whether it is unchanged. Needs no service
 * or database. Throws usage `Failure`s.
 */
export const verify = async (
  messages: Messages,
  line: readonly string[],
  dataFolder: string,
): Promise<Verified> => {
  const { values, positionals } = parseArgs({
    args: [...line],
    options: { json: { type: 'boolean' }, root: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const option = Object.keys(values).find((name) => name !== 'json' && name !== 'root');
  if (option !== undefined) throw new Failure('unknown_option', { option, nearest: 'json' });
  const [path] = positionals;
  if (path === undefined) throw new Failure('missing_option', { option: 'file' });
  const root = typeof values['root'] === 'string' ? values['root'] : undefined;
  const roots = await readRoots(root, dataFolder);
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) return { lines: [messages.format('verify.missing', { path })], good: false };
  const verdict = await verifyFile(resolve(path), roots);
  const good = verdict.credentials !== null && verdict.credentials.state !== 'invalid';
  const lines =
    values['json'] === true
      ? [JSON.stringify({ file: path, good, ...verdict })]
      : verdictLines(messages, verdict);
  return { lines, good };
};
