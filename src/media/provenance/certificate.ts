import { KeyObject, webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type Name,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

const elliptic = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A key and its certificate, both PEM. */
export type Identity = { readonly key: string; readonly certificate: string };

/** Who issues a certificate. */
type Issuer = { readonly name: string | Name; readonly keys: webcrypto.CryptoKeyPair };

const dayMilliseconds = 24 * 3_600_000;

const issue = async (
  subject: string,
  keys: webcrypto.CryptoKeyPair,
  issuer: Issuer,
  years: number,
  extensions: readonly Extension[],
): Promise<Identity> => {
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: elliptic,
    // Backdated, so that a clock that is slightly behind accepts the certificate.
    notBefore: new Date(Date.now() - dayMilliseconds),
    notAfter: new Date(Date.now() + years * 365.25 * dayMilliseconds),
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' });
  return { key: String(key), certificate: `${certificate.toString('pem')}\n` };
};

const newKeys = () => webcrypto.subtle.generateKey(elliptic, true, ['sign', 'verify']);

const rootName = 'O=Photoplay, CN=Photoplay root (self-made)';

/** Makes a self-signed root that only issues certificates. */
export const makeRoot = async (): Promise<Identity> => {
  const keys = await newKeys();
  return issue(rootName, keys, { name: rootName, keys }, 30, [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  ]);
};

/**
 * Makes a signer for files, issued by a root. C2PA requires that it is not a CA and is valid for signing documents or
 * mail.
 */
export const makeSigner = async (root: Identity): Promise<Identity> => {
  const { publicKey, subjectName } = new X509Certificate(root.certificate);
  const pkcs8 = Buffer.from(root.key.replace(/-----.*-----/g, ''), 'base64');
  const privateKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, elliptic, false, ['sign']);
  const keys = { privateKey, publicKey: await publicKey.export(elliptic, ['verify']) };
  return issue('O=Photoplay, CN=Photoplay signer', await newKeys(), { name: subjectName, keys }, 10, [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.emailProtection]),
  ]);
};
