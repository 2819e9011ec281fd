import type { Size } from '../../../core/shot.ts';
import type { PlanarPicture } from '../../../media/planar.ts';
import { texturePad } from '../../../media/texture.ts';
import { cellBits, type FrameRendererMaker, gridOf } from '../frame-renderer.ts';
import type { Part, Sheet } from './sheet.ts';

const cell = 1 << cellBits;

/** A cut-out drawn over a frame, wherever it has moved to. */
export type Layer = {
  /** The part of the frame it is drawn in. The corners of the mesh's cells are its nodes, row by row. */
  readonly place: Part;
  readonly columns: number;
  readonly rows: number;
  /** Sets the source position of a node, in pixels of the unmoved frame. Nodes not set since `clear` show nothing. */
  set(node: number, x: number, y: number): void;
  clear(): void;
  /** How much brighter each node is, in 1/256; initially 0. */
  readonly gain: Int16Array;
  /** The padded texture it is drawn from. It may change between frames. */
  readonly texture: PlanarPicture;
  /**
   * Draws it over a frame (planar yuv420p, full frame size). Returns how much it covers each pixel of its place, 0 to
   * 255, where its nodes are set.
   */
  lay(frame: Uint8Array): Uint8Array;
};

const mix = (under: number, over: number, share: number): number =>
  under + (((over - under) * share * 257 + 32768) >> 16);

/** Visits the cells of the mesh whose four nodes are all set. */
const wholeCells = (
  covered: Uint8Array,
  columns: number,
  rows: number,
  use: (node: number, column: number, row: number) => void,
) => {
  for (let row = 0; row < rows - 1; row += 1)
    for (let column = 0; column < columns - 1; column += 1) {
      const node = row * columns + column;
      if (covered[node] && covered[node + 1] && covered[node + columns] && covered[node + columns + 1])
        use(node, column, row);
    }
};

/** Creates a layer from a sheet, drawn in a part of the frame whose four numbers are even. */
export const createLayer = (
  frame: Size,
  place: Part,
  sheet: Sheet,
  makeRenderer: FrameRendererMaker,
): Layer => {
  const { columns, rows } = gridOf(place);
  const [picture, cover] = [makeRenderer(place, sheet.picture), makeRenderer(place, sheet.cover)];
  const covered = new Uint8Array(columns * rows);
  const gain = new Int16Array(columns * rows);
  const { density, left, top } = sheet;
  const { width, height } = sheet.picture;
  const [farX, farY] = [(width - 1.5) * 65536 - 8, (height - 1.5) * 65536 - 8];
  const bound = (value: number, far: number): number =>
    Math.round(Math.min(Math.max(value * 65536, 32768), far));
  picture.nodes.fill(65536 * texturePad);
  const area = frame.width * frame.height;
  const placeArea = place.width * place.height;
  const shade = (pixels: Uint8Array, node: number, at: number, x: number, y: number, value: number): void => {
    const [a, b] = [gain[node] as number, gain[node + 1] as number];
    const [c, d] = [gain[node + columns] as number, gain[node + columns + 1] as number];
    const above = a * (cell - x) + b * x;
    const below = c * (cell - x) + d * x;
    const factor = (above * (cell - y) + below * y) >> (2 * cellBits);
    pixels[at] = Math.min(235, Math.max(16, value + (((value - 16) * factor) >> 8)));
  };
  return {
    place,
    columns,
    rows,
    gain,
    texture: picture.texture,
    set: (node, x, y) => {
      covered[node] = 1;
      picture.nodes[2 * node] = bound((x - left) * density + texturePad - 0.5, farX);
      picture.nodes[2 * node + 1] = bound((y - top) * density + texturePad - 0.5, farY);
    },
    clear: () => {
      covered.fill(0);
      gain.fill(0);
    },
    lay: (pixels) => {
      cover.nodes.set(picture.nodes);
      const [colour, share] = [picture.draw(), cover.draw()];
      wholeCells(covered, columns, rows, (node, column, row) => {
        const lit =
          gain[node] !== 0 ||
          gain[node + 1] !== 0 ||
          gain[node + columns] !== 0 ||
          gain[node + columns + 1] !== 0;
        const [startX, startY] = [column * cell, row * cell];
        const [endX, endY] = [Math.min(place.width, startX + cell), Math.min(place.height, startY + cell)];
        for (let y = startY; y < endY; y += 1) {
          let from = y * place.width + startX;
          let to = (y + place.top) * frame.width + startX + place.left;
          for (let x = startX; x < endX; x += 1, from += 1, to += 1) {
            const much = share[from] as number;
            if (much === 0) continue;
            let value = colour[from] as number;
            if (lit) {
              shade(colour, node, from, x - startX, y - startY, value);
              value = colour[from] as number;
            }
            pixels[to] = much === 255 ? value : mix(pixels[to] as number, value, much);
          }
        }
        for (let y = startY >> 1; y < endY >> 1; y += 1)
          for (let x = startX >> 1; x < endX >> 1; x += 1) {
            const from = placeArea + y * (place.width >> 1) + x;
            const much = share[from] as number;
            if (much === 0) continue;
            const to = area + (y + (place.top >> 1)) * (frame.width >> 1) + x + (place.left >> 1);
            pixels[to] = mix(pixels[to] as number, colour[from] as number, much);
            const [fromRed, toRed] = [from + (placeArea >> 2), to + (area >> 2)];
            pixels[toRed] = mix(pixels[toRed] as number, colour[fromRed] as number, much);
          }
      });
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
): Part => {
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
