import { boxesIn, type Mp4Box } from './boxes.ts';
import { isUsableIcc } from './colour/icc.ts';
import { type ColourSpace, numberedSpace } from './colour/spaces.ts';

const boxIn = (boxes: readonly Mp4Box[], type: string): Mp4Box | undefined =>
  boxes.find((box) => box.type === type);

/** Property numbers of an item, starting at 1, as listed in an `ipma` box (ISO 23008-12, 9.3.1). */
const propertiesOf = (file: Buffer, list: Mp4Box, wanted: number): number[] => {
  const wideItem = file[list.at + list.head] !== 0;
  const wideProperty = ((file[list.at + list.head + 3] ?? 0) & 1) === 1;
  let at = list.at + list.head + 8;
  for (let left = file.readUInt32BE(at - 4); left > 0 && at + 5 < list.end; left -= 1) {
    const item = wideItem ? file.readUInt32BE(at) : file.readUInt16BE(at);
    at += wideItem ? 4 : 2;
    const count = file[at] ?? 0;
    const step = wideProperty ? 2 : 1;
    if (item === wanted)
      return Array.from({ length: count }, (_, entry) =>
        wideProperty ? file.readUInt16BE(at + 1 + 2 * entry) & 0x7fff : (file[at + 1 + entry] ?? 0) & 0x7f,
      );
    at += 1 + count * step;
  }
  return [];
};

/** The properties of the primary picture, as boxes of the file. */
const shownProperties = (file: Buffer): Mp4Box[] => {
  const meta = boxIn(boxesIn(file, 0, file.length), 'meta');
  if (meta === undefined) return [];
  const inner = boxesIn(file, meta.at + meta.head + 4, meta.end);
  const [shown, properties] = [boxIn(inner, 'pitm'), boxIn(inner, 'iprp')];
  if (shown === undefined || properties === undefined) return [];
  const item = file[shown.at + 8] === 0 ? file.readUInt16BE(shown.at + 12) : file.readUInt32BE(shown.at + 12);
  const held = boxesIn(file, properties.at + properties.head, properties.end);
  const store = boxIn(held, 'ipco');
  if (store === undefined) return [];
  const all = boxesIn(file, store.at + store.head, store.end);
  const numbers = held
    .filter(({ type }) => type === 'ipma')
    .flatMap((list) => propertiesOf(file, list, item));
  return numbers.flatMap((number) => all[number - 1] ?? []);
};

export type HeifColour = { readonly icc: Buffer | null; readonly space: ColourSpace | null };

/** Colour information of a HEIF file (HEIC or AVIF): a profile, which takes precedence, or code points. */
export const heifColour = (file: Buffer): HeifColour => {
  let icc: Buffer | null = null;
  let space: ColourSpace | null = null;
  try {
    for (const { at, type, head, end } of shownProperties(file)) {
      if (type !== 'colr') continue;
      const [kind, body] = [
        file.toString('latin1', at + head, at + head + 4),
        file.subarray(at + head + 4, end),
      ];
      if (kind === 'nclx' && body.length >= 4)
        space = numberedSpace(body.readUInt16BE(0), body.readUInt16BE(2));
      else if (kind === 'prof' || kind === 'rICC') icc = isUsableIcc(body, 'RGB ') ? body : icc;
    }
  } catch (error) {
    // A table that points outside the file provides no colour. Whether the picture is readable is up to the decoder.
    if (!(error instanceof RangeError)) throw error;
  }
  return { icc, space: icc === null ? space : null };
};
