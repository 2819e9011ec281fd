import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { openProvenance, provenanceLine } from '../../../src/main/signing.ts';
import { openMarker } from '../../../src/media/provenance/mark-file.ts';
import { ownRoot, ownSigner } from '../../../src/media/provenance/own-signer.ts';
import { readSigner } from '../../../src/media/provenance/signer.ts';
import { tryMarking } from '../../../src/media/provenance/try-marking.ts';
import { verifyFile } from '../../../src/media/provenance/verify-file.ts';
import { capturedLog } from '../../captured/captured.ts';
import { useFolder } from '../folders.ts';
import { issue } from './certificates.ts';

const folder = useFolder();
const mode = (path: string): number => statSync(path).mode & 0o777;

const open = (files: { certificate: string; key: string }) =>
  openProvenance(
    readConfig({ DATA_DIR: folder.inside('data'), C2PA_CERT: files.certificate, C2PA_KEY: files.key }),
    capturedLog(),
  );

describe('the signer of our own', () => {
  it('is made once, and only its owner can read its keys', async () => {
    const [one, other] = await Promise.all([
      ownSigner(folder.inside('data')),
      ownSigner(folder.inside('data')),
    ]);
    expect(one).toEqual(other);
    const before = readFileSync(one.key, 'utf8');
    await ownSigner(folder.inside('data'));
    expect(readFileSync(one.key, 'utf8')).toBe(before);
    expect(mode(one.key)).toBe(0o600);
    expect(mode(folder.inside('data/provenance/root.key.pem'))).toBe(0o600);
    expect(mode(folder.inside('data/provenance'))).toBe(0o700);
    expect(readFileSync(ownRoot(folder.inside('data')), 'utf8')).not.toContain('PRIVATE');
  });

  it('is renewed by the same root long before it expires, and when it is broken', async () => {
    const { key } = await ownSigner(folder.inside('data'));
    const root = readFileSync(ownRoot(folder.inside('data')), 'utf8');
    writeFileSync(key, 'broken');
    await ownSigner(folder.inside('data'));
    expect(readFileSync(ownRoot(folder.inside('data')), 'utf8')).toBe(root);
    await tryMarking(
      openMarker(() => ownSigner(folder.inside('data'))),
      folder.inside('.'),
    );
    expect((await verifyFile(folder.inside('try.mp4'), root)).credentials?.state).toBe('trusted');
  });
});

describe('the certificate of an operator', () => {
  it.each<[string, readonly string[]]>([
    ['P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp384r1']],
    ['RSA', ['-newkey', 'rsa:2048']],
    ['Ed25519', ['-newkey', 'ed25519']],
  ])('of %s signs, and its root vouches for it', async (name, key) => {
    const { files, root } = issue(folder.inside('.'), name, { key });
    await tryMarking((await open(files)).mark, folder.inside('.'));
    const { credentials } = await verifyFile(folder.inside('try.mp4'), readFileSync(root, 'utf8'));
    expect(credentials).toMatchObject({ state: 'trusted', signer: name, problems: [] });
  });

  it('takes the chain it was issued by along', async () => {
    const { files, root } = issue(folder.inside('.'), 'chain');
    writeFileSync(files.certificate, readFileSync(files.certificate, 'utf8') + readFileSync(root, 'utf8'));
    expect((await readSigner(files)).certificates).toHaveLength(2);
    await tryMarking((await open(files)).mark, folder.inside('.'));
    const { credentials } = await verifyFile(folder.inside('try.mp4'), readFileSync(root, 'utf8'));
    expect(credentials?.state).toBe('trusted');
  });

  it('that is not fit is refused with a sentence that says why', async () => {
    const at = folder.inside('.');
    const good = issue(at, 'good').files;
    const other = issue(at, 'other').files;
    const authority = issue(at, 'authority', {
      extensions: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,digitalSignature,keyCertSign'],
    }).files;
    const website = issue(at, 'website', {
      extensions: ['basicConstraints=CA:FALSE', 'keyUsage=digitalSignature', 'extendedKeyUsage=serverAuth'],
    }).files;
    const short = issue(at, 'short', { key: ['-newkey', 'rsa:1024'] }).files;
    writeFileSync(folder.inside('words.pem'), 'these are words');
    mkdirSync(folder.inside('folder.pem'));
    const broken = [
      [{ ...good, key: other.key }, 'C2PA_KEY', /key of the certificate/],
      [{ ...good, certificate: folder.inside('words.pem') }, 'C2PA_CERT', /PEM file/],
      [{ ...good, key: folder.inside('words.pem') }, 'C2PA_KEY', /PEM file/],
      [{ ...good, certificate: folder.inside('nothing') }, 'C2PA_CERT', /can be read/],
      [{ ...good, key: folder.inside('folder.pem') }, 'C2PA_KEY', /can be read/],
      [authority, 'C2PA_CERT', /an authority/],
      [website, 'C2PA_CERT', /issued for signing/],
      [short, 'C2PA_KEY', /2048 bits/],
    ] as const;
    for (const [files, name, rule] of broken)
      await expect(open(files)).rejects.toMatchObject({
        kind: 'bad_setting',
        facts: { name, rule: expect.stringMatching(rule) },
      });
  });

  it('that has expired is refused, and one that soon will is told of', async () => {
    const { files } = issue(folder.inside('.'), 'brief', { days: 10 });
    const later = new Date(Date.now() + 11 * 24 * 3_600_000);
    await expect(readSigner(files, later)).rejects.toThrow(/expired on \d{4}-\d\d-\d\d/);
    expect(provenanceLine(await open(files))).toMatchObject({
      good: false,
      line: expect.stringMatching(/next (?:[89]|10) days/),
    });
  });

  it('gone from the disk fails the clip and never leaves it without marks', async () => {
    const { files } = issue(folder.inside('.'), 'gone');
    const { mark } = await open(files);
    rmSync(files.key);
    await expect(tryMarking(mark, folder.inside('.'))).rejects.toMatchObject({ kind: 'internal' });
  });

  it('needs both settings', () => {
    expect(() => readConfig({ C2PA_CERT: 'a.pem' })).toThrow();
    expect(() => readConfig({ C2PA_KEY: 'a.pem' })).toThrow();
  });
});
