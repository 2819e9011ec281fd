import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SignerFiles } from '../../../src/media/provenance/signer.ts';

type Wish = {
  readonly key?: readonly string[];
  readonly days?: number;
  readonly extensions?: readonly string[];
};

const usual = [
  'basicConstraints=critical,CA:FALSE',
  'keyUsage=critical,digitalSignature',
  'extendedKeyUsage=emailProtection',
];

/** A root of an operator's and a signer issued by it, as openssl makes them; gives the signer's files and the root's. */
export const issue = (folder: string, name: string, { key, days = 90, extensions = usual }: Wish = {}) => {
  const at = (ending: string): string => join(folder, `${name}.${ending}`);
  const openssl = (...words: string[]): Buffer => execFileSync('openssl', words, { stdio: 'pipe' });
  const newKey = key ?? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const subject = ['-subj', `/O=Studio/CN=${name}`];
  const root = ['-x509', '-keyout', at('root.key'), '-out', at('root.pem'), '-days', '900', '-nodes'];
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    ...root,
    '-subj',
    '/O=Studio/CN=Root',
  );
  openssl('req', ...newKey, '-nodes', '-keyout', at('key'), '-out', at('csr'), ...subject);
  execFileSync('sh', ['-c', `printf '%s\\n' "$@" > "${at('ext')}"`, 'sh', ...extensions]);
  const signed = ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial', '-out', at('pem')];
  openssl('x509', '-req', '-in', at('csr'), ...signed, '-extfile', at('ext'), '-days', String(days));
  const files: SignerFiles = { certificate: at('pem'), key: at('key') };
  return { files, root: at('root.pem') };
};
