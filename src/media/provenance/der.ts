/** An ASN.1 value in DER: tag, length, content. */
const value = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const digits = body.length.toString(16);
  const size = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, body]);
};

/** One number of an object identifier: seven bits per byte, all bytes but the last marked. */
const base128 = (number: number): number[] => {
  const bytes = [number & 0x7f];
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128))
    bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
};

const identifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** UTCTime until 2049, GeneralizedTime from then on, as certificates require. */
const time = (date: Date): Buffer => {
  const year = date.getUTCFullYear();
  const rest = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes()];
  const text = `${[...rest, date.getUTCSeconds()].map(twoDigits).join('')}Z`;
  return year < 2050
    ? value(0x17, Buffer.from(`${twoDigits(year % 100)}${text}`))
    : value(0x18, Buffer.from(`${year}${text}`));
};

/** The DER types that a certificate needs. */
export const der = {
  sequence: (...parts: readonly Uint8Array[]) => value(0x30, ...parts),
  set: (...parts: readonly Uint8Array[]) => value(0x31, ...parts),
  /** A positive integer from its big-endian bytes. */
  integer: (bytes: Uint8Array) =>
    value(0x02, (bytes[0] ?? 0) & 0x80 ? Buffer.from([0]) : Buffer.alloc(0), bytes),
  identifier,
  text: (words: string) => value(0x0c, Buffer.from(words)),
  time,
  yes: value(0x01, Buffer.from([0xff])),
  bytes: (content: Uint8Array) => value(0x04, content),
  /** Bits, the last `unused` of which are not used. */
  bits: (content: Uint8Array, unused = 0) => value(0x03, Buffer.from([unused]), content),
  /** A context-specific value by number. `inside`: the content is itself a DER value. */
  numbered: (number: number, content: Uint8Array, inside: boolean) =>
    value((inside ? 0xa0 : 0x80) | number, content),
};
