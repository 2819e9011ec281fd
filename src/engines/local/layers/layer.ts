import type { Size } from '../../../core/shot.ts';
import type { PlanarPicture } from '../../../media/planar.ts';
import { texturePad } from '../../../media/texture.ts';
import { cellBits, type FrameRendererMaker, gridOf } from '../frame-renderer.ts';
import { occupied } from './occupied.ts';
import type { Sheet, SheetPart } from './sheet.ts';

const cell = 1 << cellBits;

/** A cut-out drawn over a frame, wherever it has moved to. */
export type Layer = {
  /** The part of the frame it is drawn in. The corners of the mesh's cells are its nodes, row by row. */
  readonly place: SheetPart;
  readonly columns: number;
  readonly rows: number;
  /** Sets the source position of a node, in pixels of the unmoved frame. Nodes not set since `clear` show nothing. */
  set(node: number, x: number, y: number): void;
  clear(): void;
  /** How much brighter each node is, in 1/256; initially 0. */
  readonly gain: Int16Array;
  /** Levels of luma added at each node, on top of that: a gloss shows on black too. Initially 0. */
  readonly shine: Int16Array;
  /** The padded texture it is drawn from. It may change between frames. */
  readonly texture: PlanarPicture;
  /**
   * Draws it over a frame (planar yuv420p, full frame size). Returns how much it covers each pixel of its place, 0 to
   * 255.
   */
  lay(frame: Uint8Array): Uint8Array;
};

const mix = (under: number, over: number, share: number): number =>
  under + (((over - under) * share * 257 + 32768) >> 16);

/** Lays a part of a plane over a part of another, as much as it covers. */
const layPart = (
  under: Uint8Array,
  to: number,
  stride: number,
  over: Uint8Array,
  cover: Uint8Array,
  from: number,
  coverFrom: number,
  step: number,
  wide: number,
  tall: number,
): void => {
  for (let y = 0; y < tall; y += 1)
    for (let x = 0; x < wide; x += 1) {
      const share = cover[coverFrom + y * step + x] as number;
      if (share === 0) continue;
      const at = to + y * stride + x;
      const value = over[from + y * step + x] as number;
      under[at] = share === 255 ? value : mix(under[at] as number, value, share);
    }
};

/** Creates a layer from a sheet, drawn in a part of the frame whose four numbers are even. */
export const createLayer = (
  frame: Size,
  place: SheetPart,
  sheet: Sheet,
  makeRenderer: FrameRendererMaker,
): Layer => {
  const { columns, rows } = gridOf(place);
  const [picture, cover] = [makeRenderer(place, sheet.picture), makeRenderer(place, sheet.cover)];
  const covered = new Uint8Array(columns * rows);
  const gain = new Int16Array(columns * rows);
  const shine = new Int16Array(columns * rows);
  const { density, left, top } = sheet;
  const { width, height } = sheet.picture;
  const [farX, farY] = [(width - 1.5) * 65536 - 8, (height - 1.5) * 65536 - 8];
  const bound = (value: number, far: number): number =>
    Math.round(Math.min(Math.max(value * 65536, 32768), far));
  picture.nodes.fill(65536 * texturePad);
  const { active } = picture;
  const shows = occupied(sheet.cover.luma, sheet.cover);
  /** Whether all four nodes of a cell are set, and any of the cut-out is seen between them. */
  const isActive = (node: number): boolean => {
    const [next, below] = [node + 1, node + columns];
    if (!covered[node] || !covered[next] || !covered[below] || !covered[below + 1]) return false;
    const { nodes } = picture;
    let [left, top, right, bottom] = [width, height, 0, 0];
    for (let corner = 0; corner < 4; corner += 1) {
      const at = 2 * ((corner < 2 ? node : below) + (corner & 1));
      const [x, y] = [(nodes[at] as number) >> 16, (nodes[at + 1] as number) >> 16];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    return shows(left, top, right, bottom);
  };
  const select = (): void => {
    active.fill(0);
    for (let row = 0; row < rows - 1; row += 1)
      for (let node = row * columns, end = node + columns - 1; node < end; node += 1)
        if (isActive(node)) active[node] = 1;
  };
  const area = frame.width * frame.height;
  const placeArea = place.width * place.height;
  /** A value of a node's cell, interpolated between its corners. */
  const between = (values: Int16Array, node: number, x: number, y: number): number => {
    const above = (values[node] as number) * (cell - x) + (values[node + 1] as number) * x;
    const below =
      (values[node + columns] as number) * (cell - x) + (values[node + columns + 1] as number) * x;
    return (above * (cell - y) + below * y) >> (2 * cellBits);
  };
  const shade = (pixels: Uint8Array, node: number, at: number, x: number, y: number, value: number): void => {
    const lit = value + (((value - 16) * between(gain, node, x, y)) >> 8) + between(shine, node, x, y);
    pixels[at] = Math.min(235, Math.max(16, lit));
  };
  const isLit = (node: number): boolean =>
    [node, node + 1, node + columns, node + columns + 1].some((at) => gain[at] !== 0 || shine[at] !== 0);
  return {
    place,
    columns,
    rows,
    gain,
    shine,
    texture: picture.texture,
    set: (node, x, y) => {
      covered[node] = 1;
      picture.nodes[2 * node] = bound((x - left) * density + texturePad - 0.5, farX);
      picture.nodes[2 * node + 1] = bound((y - top) * density + texturePad - 0.5, farY);
    },
    clear: () => {
      covered.fill(0);
      gain.fill(0);
      shine.fill(0);
    },
    lay: (pixels) => {
      select();
      cover.nodes.set(picture.nodes);
      cover.active.set(active);
      const [colour, share] = [picture.draw(), cover.draw()];
      for (let node = 0; node < active.length; node += 1) {
        if (active[node] === 0) continue;
        const [startX, startY] = [(node % columns) * cell, Math.floor(node / columns) * cell];
        const [endX, endY] = [Math.min(place.width, startX + cell), Math.min(place.height, startY + cell)];
        const [wide, tall] = [endX - startX, endY - startY];
        const from = startY * place.width + startX;
        if (isLit(node))
          for (let y = 0; y < tall; y += 1)
            for (let x = 0; x < wide; x += 1) {
              const at = from + y * place.width + x;
              if ((share[at] as number) > 0) shade(colour, node, at, x, y, colour[at] as number);
            }
        const to = (startY + place.top) * frame.width + startX + place.left;
        layPart(pixels, to, frame.width, colour, share, from, from, place.width, wide, tall);
        const [half, step] = [frame.width >> 1, place.width >> 1];
        const blue = placeArea + (startY >> 1) * step + (startX >> 1);
        const toBlue = area + ((startY + place.top) >> 1) * half + ((startX + place.left) >> 1);
        for (const [at, out] of [
          [blue, toBlue],
          [blue + (placeArea >> 2), toBlue + (area >> 2)],
        ] as const)
          layPart(pixels, out, half, colour, share, at, blue, step, wide >> 1, tall >> 1);
      }
      return share;
    },
  };
};

/** The smallest part of a frame that holds these corners, with even numbers and clipped to the frame. */
export const placeOf = (
  { width, height }: Size,
  left: number,
  top: number,
  right: number,
  bottom: number,
): SheetPart => {
  const start = (value: number, length: number) => Math.min(Math.max(0, Math.floor(value)) & ~1, length - 16);
  const [west, north] = [start(left, width), start(top, height)];
  const end = (value: number, from: number, length: number) =>
    Math.min(length, Math.max(from + 16, (Math.ceil(value) + 1) & ~1));
  return {
    left: west,
    top: north,
    width: end(right, west, width) - west,
    height: end(bottom, north, height) - north,
  };
};
