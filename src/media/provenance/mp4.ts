import { boxesIn } from '../boxes.ts';

// They hold others that may be blanked.
const holders = new Set(['moov', 'trak']);
// Where programs write what they please: titles, comments, whole prompts, somebody else's marks.
const remarks = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);

/** Empties every box that may hold words of others. Its room stays, so nothing else moves. */
const blank = (file: Buffer, from: number, to: number): void => {
  for (const { at, type, head, end } of boxesIn(file, from, to)) {
    if (holders.has(type)) blank(file, at + head, end);
    if (!remarks.has(type)) continue;
    file.write('free', at + 4, 'latin1');
    file.fill(0, at + head, end);
  }
};

const xmpId = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

/** A box that goes to the end of the file would swallow what is appended. */
const closeLast = (file: Buffer): void => {
  const last = boxesIn(file, 0, file.length).at(-1);
  if (last !== undefined && file.readUInt32BE(last.at) === 0) file.writeUInt32BE(last.end - last.at, last.at);
};

/** An MP4 without remarks of others, and with an XMP packet at its end, so that no offset moves. Changes `file`. */
export const withXmpInMp4 = (file: Buffer, packet: Buffer): Buffer => {
  blank(file, 0, file.length);
  closeLast(file);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + xmpId.length + packet.length);
  head.write('uuid', 4, 'latin1');
  return Buffer.concat([file, head, xmpId, packet]);
};
