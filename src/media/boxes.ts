/** A box of an MP4 or HEIF file. */
export type Mp4Box = {
  readonly at: number;
  readonly type: string;
  readonly head: number;
  readonly end: number;
};

/** The consecutive boxes between two offsets. An incomplete box ends the list. */
export const boxesIn = (file: Buffer, from: number, to: number): Mp4Box[] => {
  const boxes: Mp4Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const told = file.readUInt32BE(at);
    const head = told === 1 ? 16 : 8;
    if (at + head > to) break;
    const size = told === 1 ? Number(file.readBigUInt64BE(at + 8)) : told === 0 ? to - at : told;
    if (size < head || at + size > to) break;
    boxes.push({ at, type: file.toString('latin1', at + 4, at + 8), head, end: at + size });
    at += size;
  }
  return boxes;
};
