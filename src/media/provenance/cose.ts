/** The head of a CBOR value: its major type and its length or value. */
const head = (kind: number, size: number): Buffer => {
  if (size < 24) return Buffer.from([(kind << 5) | size]);
  if (size < 0x100) return Buffer.from([(kind << 5) | 24, size]);
  const bytes = Buffer.alloc(size < 0x1_0000 ? 3 : 5);
  bytes[0] = (kind << 5) | (size < 0x1_0000 ? 25 : 26);
  bytes.writeUIntBE(size, 1, bytes.length - 1);
  return bytes;
};

const whole = (number: number): Buffer => (number >= 0 ? head(0, number) : head(1, -1 - number));
const bytes = (content: Uint8Array): Buffer => Buffer.concat([head(2, content.length), content]);
const text = (words: string): Buffer =>
  Buffer.concat([head(3, Buffer.byteLength(words)), Buffer.from(words)]);
const list = (...values: readonly Uint8Array[]): Buffer => Buffer.concat([head(4, values.length), ...values]);
const map = (...pairs: readonly (readonly [Uint8Array, Uint8Array])[]): Buffer =>
  Buffer.concat([head(5, pairs.length), ...pairs.flat()]);

const sign1 = Buffer.from([0xd2]);
const nothing = Buffer.from([0xf6]);
const algorithmHeader = 1;
const certificatesHeader = 33;

/** What a signature needs: COSE's number of the algorithm, and the certificates in DER, the signer's own first. */
export type Signing = {
  readonly algorithm: number;
  readonly certificates: readonly Uint8Array[];
  sign(message: Uint8Array): Uint8Array;
};

/** A COSE_Sign1 over a detached message. Its size does not depend on the message. */
export const coseSign1 = ({ algorithm, certificates, sign }: Signing, message: Uint8Array): Buffer => {
  const chain = certificates.map((one) => bytes(one));
  const header = map(
    [whole(algorithmHeader), whole(algorithm)],
    [whole(certificatesHeader), chain.length === 1 ? Buffer.concat(chain) : list(...chain)],
  );
  const covered = list(text('Signature1'), bytes(header), bytes(Buffer.alloc(0)), bytes(message));
  return Buffer.concat([sign1, list(bytes(header), map(), nothing, bytes(sign(covered)))]);
};
