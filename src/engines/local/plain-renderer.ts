import { around, cellBits, type FrameRendererMaker, gridOf, ringLength } from './frame-renderer.ts';
import { warp } from './kernel.ts';

/** A renderer in plain JavaScript. The SIMD renderer must return the same bytes. */
export const plainFrameRenderer: FrameRendererMaker = ({ width, height }, texture) => {
  const { columns, rows } = gridOf({ width, height });
  const nodes = new Int32Array(columns * rows * 2);
  const halves = new Int32Array(nodes.length);
  const active = new Uint8Array(columns * rows).fill(1);
  const slots = Array.from({ length: ringLength }, () => new Uint8Array(width * height * 1.5));
  const next = around(slots);
  const coarse = { width: width / 2, height: height / 2 };
  return {
    nodes,
    active,
    texture,
    draw: () => {
      // Half-size planes have one pixel for every two luma pixels, and positions refer to pixel centres.
      for (let i = 0; i < nodes.length; i += 1) halves[i] = ((nodes[i] as number) - 32768) >> 1;
      const buffer = next();
      const plane = (values: Uint8Array, start: number) =>
        warp(
          { buffer, start, ...coarse },
          { values, width: texture.width / 2 },
          { nodes: halves, columns, active },
          cellBits - 1,
          1,
        );
      const luma = { values: texture.luma, width: texture.width };
      warp({ buffer, start: 0, width, height }, luma, { nodes, columns, active }, cellBits, 2);
      plane(texture.blue, width * height);
      plane(texture.red, width * height * 1.25);
      return buffer;
    },
  };
};
