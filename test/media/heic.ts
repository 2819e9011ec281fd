import { boxesIn, type Mp4Box } from '../../src/media/boxes.ts';

/** A still picture coded as HEVC, and what a decoder needs to know of it. */
export type Coded = {
  readonly config: Buffer;
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
};

const box = (type: string, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
};

const bytes = (bits: 8 | 16 | 32, ...values: readonly number[]): Buffer =>
  Buffer.concat(
    values.map((value) => {
      const one = Buffer.alloc(bits / 8);
      one.writeUIntBE(value, 0, bits / 8);
      return one;
    }),
  );

const full = (type: string, version: number, flags: number, ...parts: readonly Uint8Array[]): Buffer =>
  box(type, bytes(32, version * 2 ** 24 + flags), ...parts);

/** The one picture of a plain HEIC. */
export const codedIn = (file: Buffer): Coded => {
  const inside = (list: readonly Mp4Box[], type: string, skip = 0): Mp4Box[] => {
    const found = list.find((one) => one.type === type);
    return found === undefined ? [] : boxesIn(file, found.at + found.head + skip, found.end);
  };
  const top = boxesIn(file, 0, file.length);
  const store = inside(inside(inside(top, 'meta', 4), 'iprp'), 'ipco');
  const part = (list: readonly Mp4Box[], type: string): Buffer => {
    const found = list.find((one) => one.type === type);
    return found === undefined ? Buffer.alloc(0) : file.subarray(found.at, found.end);
  };
  const size = part(store, 'ispe');
  return {
    config: part(store, 'hvcC'),
    data: part(top, 'mdat').subarray(8),
    width: size.readUInt32BE(12),
    height: size.readUInt32BE(16),
  };
};

/** Quarter turns against the clock. */
export const turned = (quarters: number): Buffer => box('irot', bytes(8, quarters));
export const mirrored = (): Buffer => box('imir', bytes(8, 1));
export const profiled = (icc: Uint8Array): Buffer => box('colr', Buffer.from('prof'), icc);
/** Colours by numbers of ITU-T H.273, of full range. */
export const numberedColours = (primaries: number, transfer: number, matrix: number): Buffer =>
  box('colr', Buffer.from('nclx'), bytes(16, primaries, transfer, matrix), bytes(8, 0x80));

export type HeicShape = {
  readonly tile: Coded;
  /** A grid of equal tiles, as phones make them, cut to a size; left out, the tile is the picture. */
  readonly grid?: {
    readonly columns: number;
    readonly rows: number;
    readonly width: number;
    readonly height: number;
  };
  readonly properties?: readonly Buffer[];
  readonly brands?: readonly string[];
};

const size = (width: number, height: number): Buffer => full('ispe', 0, 0, bytes(32, width, height));

/** A HEIC made of one coded tile, however often it is shown. */
export const heic = ({
  tile,
  grid,
  properties = [],
  brands = ['heic', 'mif1', 'heic'],
}: HeicShape): Buffer => {
  const count = grid === undefined ? 1 : grid.columns * grid.rows;
  const tiles = Array.from({ length: count }, (_, index) => index + 1);
  const shown = grid === undefined ? 1 : count + 1;
  const store = [
    tile.config,
    size(tile.width, tile.height),
    size(grid?.width ?? 1, grid?.height ?? 1),
    ...properties,
  ];
  const own = properties.map((_, index) => index + 4);
  const linked = (item: number, numbers: readonly number[]): Buffer =>
    Buffer.concat([bytes(16, item), bytes(8, numbers.length, ...numbers)]);
  const links = tiles.map((item) => linked(item, item === shown ? [1, 2, ...own] : [1, 2]));
  if (grid !== undefined) links.push(linked(shown, [3, ...own]));
  const entry = (item: number, type: string): Buffer =>
    full('infe', 2, item === shown ? 0 : 1, bytes(16, item, 0), Buffer.from(`${type}\0`));
  const entries = tiles.map((item) => entry(item, 'hvc1'));
  if (grid !== undefined) entries.push(entry(shown, 'grid'));
  const plan =
    grid === undefined
      ? Buffer.alloc(0)
      : Buffer.concat([bytes(8, 0, 0, grid.rows - 1, grid.columns - 1), bytes(16, grid.width, grid.height)]);
  const places = (start: number): Buffer[] => [
    ...tiles.map((item) => Buffer.concat([bytes(16, item, 0, 0, 1), bytes(32, start, tile.data.length)])),
    ...(grid === undefined ? [] : [Buffer.concat([bytes(16, shown, 1, 0, 1), bytes(32, 0, plan.length)])]),
  ];
  const [main = 'heic', ...others] = brands;
  const head = box('ftyp', Buffer.from(main), bytes(32, 0), Buffer.from(others.join('')));
  const meta = (start: number): Buffer =>
    full(
      'meta',
      0,
      0,
      full('hdlr', 0, 0, bytes(32, 0), Buffer.from('pict'), Buffer.alloc(13)),
      full('pitm', 0, 0, bytes(16, shown)),
      full('iloc', 1, 0, bytes(8, 0x44, 0), bytes(16, shown), ...places(start)),
      full('iinf', 0, 0, bytes(16, shown), ...entries),
      ...(grid === undefined ? [] : [full('iref', 0, 0, box('dimg', bytes(16, shown, count, ...tiles)))]),
      box('iprp', box('ipco', ...store), full('ipma', 0, 0, bytes(32, links.length), ...links)),
      box('idat', plan),
    );
  const start = head.length + meta(0).length + 8;
  return Buffer.concat([head, meta(start), box('mdat', tile.data)]);
};
