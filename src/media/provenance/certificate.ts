import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { der } from './der.ts';

const ecdsaWithSha256 = der.sequence(der.identifier('1.2.840.10045.4.3.2'));

const name = (common: string): Buffer =>
  der.sequence(
    der.set(der.sequence(der.identifier('2.5.4.10'), der.text('Photoplay'))),
    der.set(der.sequence(der.identifier('2.5.4.3'), der.text(common))),
  );

const publicBytes = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** Key identifier: the hash of the last 65 bytes, the EC point itself. */
const keyId = (key: KeyObject): Buffer => createHash('sha1').update(publicBytes(key).subarray(-65)).digest();

const extension = (id: string, critical: boolean, content: Uint8Array): Buffer =>
  der.sequence(der.identifier(id), ...(critical ? [der.yes] : []), der.bytes(content));

type Wanted = {
  readonly subject: string;
  readonly issuer: string;
  readonly key: KeyObject;
  readonly signedWith: KeyObject;
  readonly issuerKey: KeyObject;
  readonly years: number;
  readonly extensions: readonly Uint8Array[];
};

const dayMilliseconds = 24 * 3_600_000;

const certificate = ({ subject, issuer, key, signedWith, issuerKey, years, extensions }: Wanted): Buffer => {
  // Backdated, so that a clock that is slightly behind accepts the certificate.
  const from = new Date(Date.now() - dayMilliseconds);
  const until = new Date(Date.now() + years * 365.25 * dayMilliseconds);
  const body = der.sequence(
    der.numbered(0, der.integer(Buffer.from([2])), true),
    der.integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaWithSha256,
    name(issuer),
    der.sequence(der.time(from), der.time(until)),
    name(subject),
    publicBytes(key),
    der.numbered(
      3,
      der.sequence(
        ...extensions,
        extension('2.5.29.14', false, der.bytes(keyId(key))),
        extension('2.5.29.35', false, der.sequence(der.numbered(0, keyId(issuerKey), false))),
      ),
      true,
    ),
  );
  return der.sequence(body, ecdsaWithSha256, der.bits(sign('sha256', body, signedWith)));
};

const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;

/** A key and its certificate, both PEM. */
export type Identity = { readonly key: string; readonly certificate: string };

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

const rootName = 'Photoplay root (self-made)';

/** Makes a self-signed root that only issues certificates. */
export const makeRoot = (): Identity => {
  const { publicKey, privateKey } = newKey();
  const made = certificate({
    subject: rootName,
    issuer: rootName,
    key: publicKey,
    signedWith: privateKey,
    issuerKey: publicKey,
    years: 30,
    extensions: [
      extension('2.5.29.19', true, der.sequence(der.yes, der.integer(Buffer.from([0])))),
      // keyCertSign and cRLSign.
      extension('2.5.29.15', true, der.bits(Buffer.from([0b0000_0110]), 1)),
    ],
  });
  return { key: secret(privateKey), certificate: pem(made) };
};

/**
 * Makes a signer for files, issued by a root. C2PA requires that it is not a CA and is valid for signing documents or
 * mail.
 */
export const makeSigner = (root: { privateKey: KeyObject; publicKey: KeyObject }): Identity => {
  const { publicKey, privateKey } = newKey();
  const made = certificate({
    subject: 'Photoplay signer',
    issuer: rootName,
    key: publicKey,
    signedWith: root.privateKey,
    issuerKey: root.publicKey,
    years: 10,
    extensions: [
      extension('2.5.29.19', true, der.sequence()),
      // digitalSignature.
      extension('2.5.29.15', true, der.bits(Buffer.from([0b1000_0000]), 7)),
      extension('2.5.29.37', false, der.sequence(der.identifier('1.3.6.1.5.5.7.3.4'))),
    ],
  });
  return { key: secret(privateKey), certificate: pem(made) };
};
