import { pngChunk } from '../png.ts';

const jpegHead = 2;
const jpegName = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');

/** A JPEG with an XMP packet as its first segment. */
const inJpeg = (file: Buffer, packet: Buffer): Buffer => {
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(2 + jpegName.length + packet.length, 2);
  return Buffer.concat([file.subarray(0, jpegHead), marker, jpegName, packet, file.subarray(jpegHead)]);
};

/** Length of a PNG's signature and header. */
const pngHead = 33;

const inPng = (file: Buffer, packet: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'), packet]);
  return Buffer.concat([file.subarray(0, pngHead), pngChunk('iTXt', named), file.subarray(pngHead)]);
};

/** Lets a program that doesn't know the extension find its end: each byte is a distance to it. */
const gifEnd = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);

const inGif = (file: Buffer, packet: Buffer): Buffer =>
  Buffer.concat([
    file.subarray(0, -1),
    Buffer.from('\x21\xff\x0bXMP DataXMP', 'latin1'),
    packet,
    gifEnd,
    file.subarray(-1),
  ]);

const xmpFlag = 4;

const inWebp = (file: Buffer, packet: Buffer): Buffer => {
  const head = Buffer.from('XMP \0\0\0\0', 'latin1');
  head.writeUInt32LE(packet.length, 4);
  const whole = Buffer.concat([file, head, packet, Buffer.alloc(packet.length % 2)]);
  whole.writeUInt32LE(whole.length - 8, 4);
  if (whole.toString('latin1', 12, 16) === 'VP8X') whole[20] = (whole[20] as number) | xmpFlag;
  return whole;
};

/** Players skip this element wherever it stands. */
const inWebm = (file: Buffer, packet: Buffer): Buffer => {
  const head = Buffer.from([0xec, 1, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(packet.length, 5);
  return Buffer.concat([file, head, packet]);
};

/** Adds an XMP packet to a file, by the ending of its name. */
export const withXmp = {
  jpg: inJpeg,
  png: inPng,
  gif: inGif,
  webp: inWebp,
  webm: inWebm,
} as const;
