const marker = { start: 0xd8, end: 0xd9, scan: 0xda, jfif: 0xe0, adobe: 0xee } as const;

/** Whether frames of this type code all coefficients in one scan, from first to last. */
const isSequential = (type: number): boolean => type === 0xc0 || type === 0xc1;

/** Whether a marker has no length field. */
const isBare = (type: number): boolean => type === 0x01 || (type >= 0xd0 && type <= marker.end);

/** Offset of the next marker's type. The file's length when there is none. */
const nextMarker = (file: Buffer, from: number): number => {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const type = file[at + 1];
    if (type !== undefined && type !== 0 && type !== 0xff) return at + 1;
  }
  return file.length;
};

/** Offset where the coded pixels that start here end. */
const scanEnd = (file: Buffer, from: number): number => {
  for (let at = nextMarker(file, from); at < file.length; at = nextMarker(file, at)) {
    const type = file[at] as number;
    if (type < 0xd0 || type > 0xd7) return at - 1;
  }
  return file.at(-1) === 0xff ? file.length - 1 : file.length;
};

/** A copy of a segment in which wrong values are replaced with those that every decoder assumes. */
const usual = (type: number, segment: Buffer, sequential: boolean): Buffer => {
  const copy = Buffer.from(segment);
  if (type === marker.scan && sequential) copy.set([0, 63, 0], copy.length - 3);
  if (type === marker.jfif && copy.toString('latin1', 4, 9) === 'JFIF\0' && copy.length > 9) copy[9] = 1;
  return copy;
};

/**
 * Removes from a JPEG what decoders warn about although no data is missing: stray bytes between segments, odd header
 * values, no end marker. Truncated or corrupt data stays as it is.
 */
export const stripJpeg = (file: Buffer): Buffer => {
  const parts: Buffer[] = [Buffer.from([0xff, marker.start])];
  let sequential = true;
  for (let at = nextMarker(file, 2); at < file.length; at = nextMarker(file, at)) {
    const type = file[at] as number;
    if (type === marker.end) break;
    if (isBare(type)) continue;
    const end = at + 1 + (at + 3 <= file.length ? file.readUInt16BE(at + 1) : 2);
    if (end > file.length) return file;
    if (type >= 0xc0 && type <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(type)) sequential = isSequential(type);
    parts.push(usual(type, file.subarray(at - 1, end), sequential));
    at = type === marker.scan ? scanEnd(file, end) : end;
    if (type === marker.scan) parts.push(file.subarray(end, at));
  }
  return Buffer.concat([...parts, Buffer.from([0xff, marker.end])]);
};
