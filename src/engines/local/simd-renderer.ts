import type { Size } from '../../core/shot.ts';
import type { PlanarPicture } from '../../media/planar.ts';
import { around, type FrameRenderer, type FrameRendererMaker, gridOf, ringLength } from './frame-renderer.ts';
import { kernelBytes } from './kernel-bytes.ts';

type Warp = (coarse: number, ...places: readonly number[]) => void;

/** The part of WebAssembly we use, because Node's types don't include it. */
type Machine = {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly warp: Warp } };
};

const page = 65536;

/** Memory layout, as byte offsets. Bytes from `end` on are unused. */
const layOut = ({ width, height }: Size, texture: PlanarPicture) => {
  const { columns, rows } = gridOf({ width, height });
  const area = width * height;
  const active = columns * rows * 8;
  const luma = active + columns * rows;
  const blue = luma + texture.luma.length;
  const red = blue + texture.blue.length;
  const ring = red + texture.red.length;
  const frame = area * 1.5;
  return {
    columns,
    nodeCount: columns * rows * 2,
    active,
    area,
    luma,
    blue,
    red,
    ring,
    frame,
    end: ring + ringLength * frame,
  };
};

/** A renderer that draws eight values at a time. Returns null if WebAssembly or its SIMD isn't supported. */
export const simdFrameRenderer: FrameRendererMaker<FrameRenderer | null> = ({ width, height }, texture) => {
  const machine: Machine | undefined = Reflect.get(globalThis, 'WebAssembly');
  const bytes = Buffer.from(kernelBytes, 'base64');
  if (machine === undefined || !machine.validate(bytes)) return null;
  const place = layOut({ width, height }, texture);
  const memory = new machine.Memory({ initial: Math.ceil(place.end / page) });
  const { warp } = new machine.Instance(new machine.Module(bytes), { env: { memory } }).exports;
  const planeOf = (name: 'luma' | 'blue' | 'red'): Uint8Array => {
    const plane = new Uint8Array(memory.buffer, place[name], texture[name].length);
    plane.set(texture[name]);
    return plane;
  };
  const { width: wide, height: tall } = texture;
  const shown = {
    width: wide,
    height: tall,
    luma: planeOf('luma'),
    blue: planeOf('blue'),
    red: planeOf('red'),
  };
  const { columns, area, active, luma, blue, red } = place;
  const cells = new Uint8Array(memory.buffer, active, place.nodeCount / 2).fill(1);
  const starts = Array.from({ length: ringLength }, (_, slot) => place.ring + slot * place.frame);
  const next = around(starts.map((start) => new Uint8Array(memory.buffer, start, place.frame)));
  return {
    nodes: new Int32Array(memory.buffer, 0, place.nodeCount),
    active: cells,
    texture: shown,
    draw: () => {
      const frame = next();
      const out = frame.byteOffset;
      warp(0, out, 4, width, height, 0, columns, active, luma, 0, texture.width);
      const [half, gap] = [texture.width / 2, red - blue];
      warp(1, out + area, area / 4, width / 2, height / 2, 0, columns, active, blue, gap, half);
      return frame;
    },
  };
};
