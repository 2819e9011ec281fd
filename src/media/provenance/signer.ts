import { constants, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Signing } from './cose.ts';

/** Paths of PEM files: the signer's certificate followed by its issuers, and its private key. */
export type SignerFiles = { readonly certificate: string; readonly key: string };

type Algorithm = {
  readonly name: string;
  readonly cose: number;
  sign(key: KeyObject, message: Uint8Array): Buffer;
};

const elliptic = (name: string, cose: number, hash: string): Algorithm => ({
  ...{ name, cose },
  sign: (key, message) => sign(hash, message, { key, dsaEncoding: 'ieee-p1363' }),
});

const curves: Readonly<Record<string, Algorithm>> = {
  prime256v1: elliptic('es256', -7, 'sha256'),
  secp384r1: elliptic('es384', -35, 'sha384'),
  secp521r1: elliptic('es512', -36, 'sha512'),
};

const rsa: Algorithm = {
  ...{ name: 'ps256', cose: -37 },
  sign: (key, message) =>
    sign('sha256', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }),
};

const edwards: Algorithm = { name: 'ed25519', cose: -8, sign: (key, message) => sign(null, message, key) };

const algorithmOf = (key: KeyObject): Algorithm | undefined => {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ec') return curves[details?.namedCurve ?? ''];
  if (type === 'ed25519') return edwards;
  const long = (details?.modulusLength ?? 0) >= 2_048;
  return long && (type === 'rsa' || type === 'rsa-pss') ? rsa : undefined;
};

const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  );

// Document signing, mail or C2PA claims. A certificate needs at least one of these.
const purposes = ['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4', '1.3.6.1.4.1.62558.2.1'];

export type Signer = {
  readonly certificates: readonly X509Certificate[];
  readonly until: Date;
  /** Name as in C2PA. */
  readonly algorithm: string;
  readonly signing: Signing;
};

/** Why a certificate can't be used for signing. The message follows the name of its setting. */
export class UnfitSigner extends Error {
  readonly part: keyof SignerFiles;
  constructor(part: keyof SignerFiles, rule: string) {
    super(rule);
    this.part = part;
  }
}

const read = <Result>(part: keyof SignerFiles, path: string, parse: (text: string) => Result) =>
  readFile(path, 'utf8').then(
    (text) => {
      try {
        return parse(text);
      } catch {
        throw new UnfitSigner(part, `must be a PEM file; ${path} is none`);
      }
    },
    () => {
      throw new UnfitSigner(part, `must be a file that can be read; ${path} cannot`);
    },
  );

const day = (date: Date): string => date.toISOString().slice(0, 10);

/** Reads the signer's files and checks that they are usable. Throws `UnfitSigner`. */
export const readSigner = async (files: SignerFiles, now = new Date()): Promise<Signer> => {
  const certificates = await read('certificate', files.certificate, certificatesIn);
  const key = await read('key', files.key, createPrivateKey);
  const [own] = certificates;
  if (own === undefined)
    throw new UnfitSigner('certificate', `must be a PEM file; ${files.certificate} is none`);
  const [from, until] = [new Date(own.validFrom), new Date(own.validTo)];
  const algorithm = algorithmOf(key);
  if (algorithm === undefined)
    throw new UnfitSigner(
      'key',
      'must be a key of P-256, P-384, P-521, Ed25519, or RSA of 2048 bits or more',
    );
  if (!own.checkPrivateKey(key))
    throw new UnfitSigner('key', 'must be the key of the certificate; it is another');
  if (until < now) throw new UnfitSigner('certificate', `expired on ${day(until)}; renew it`);
  if (from > now) throw new UnfitSigner('certificate', `is not valid before ${day(from)}`);
  if (own.ca) throw new UnfitSigner('certificate', 'must be a signer’s certificate; it is an authority’s');
  // Node's name for the list of extended key usages.
  if (!own.keyUsage?.some((purpose) => purposes.includes(purpose)))
    throw new UnfitSigner('certificate', 'must be issued for signing documents, mail or C2PA claims');
  return {
    ...{ certificates, until, algorithm: algorithm.name },
    signing: {
      algorithm: algorithm.cose,
      certificates: certificates.map(({ raw }) => raw),
      sign: (message) => algorithm.sign(key, message),
    },
  };
};
