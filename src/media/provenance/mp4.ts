import { boxesIn } from '../boxes.ts';

// Containers of boxes that may have to be blanked.
const holders = new Set(['moov', 'trak']);
// Boxes for free-form data: titles, comments, whole prompts, other tools' marks.
const remarks = new Set(['udta', 'meta', 'uuid', 'free', 'skip']);

/** Blanks every box that may hold foreign metadata. Sizes stay the same, so no offset changes. */
const blank = (file: Buffer, from: number, to: number): void => {
  for (const { at, type, head, end } of boxesIn(file, from, to)) {
    if (holders.has(type)) blank(file, at + head, end);
    if (!remarks.has(type)) continue;
    file.write('free', at + 4, 'latin1');
    file.fill(0, at + head, end);
  }
};

const xmpId = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

/** A box that extends to the end of the file would swallow what is appended, so it gets an explicit size. */
const closeLast = (file: Buffer): void => {
  const last = boxesIn(file, 0, file.length).at(-1);
  if (last !== undefined && file.readUInt32BE(last.at) === 0) file.writeUInt32BE(last.end - last.at, last.at);
};

/**
 * An MP4 without foreign metadata and with an XMP packet appended at the end, so that no offset changes. Modifies
 * `file`.
 */
export const withXmpInMp4 = (file: Buffer, packet: Buffer): Buffer => {
  blank(file, 0, file.length);
  closeLast(file);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + xmpId.length + packet.length);
  head.write('uuid', 4, 'latin1');
  return Buffer.concat([file, head, xmpId, packet]);
};
