const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'avc1']);
/** Bytes between a box's header and its children. */
const lead: Readonly<Record<string, number>> = { stsd: 8, avc1: 78 };

export type Box = { readonly type: string; readonly body: Buffer; readonly children: readonly Box[] };

/** An MP4's boxes in file order. */
export const boxesOf = (bytes: Buffer): Box[] => {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + length);
    const children = containers.has(type) ? boxesOf(body.subarray(lead[type] ?? 0)) : [];
    boxes.push({ type, body, children });
    at += length;
  }
  return boxes;
};

/** The first box of a type, at any depth. */
export const boxOf = (boxes: readonly Box[], type: string): Buffer | undefined => {
  for (const box of boxes) {
    const body = box.type === type ? box.body : boxOf(box.children, type);
    if (body !== undefined) return body;
  }
  return undefined;
};

/** Big-endian 32-bit numbers of a box's body, from an offset on. */
export const words = (body: Buffer | undefined, from: number): number[] =>
  Array.from(
    { length: ((body?.length ?? 0) - from) >> 2 },
    (_, at) => body?.readUInt32BE(from + at * 4) ?? 0,
  );
