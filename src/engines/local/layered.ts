import type { Size } from '../../core/shot.ts';
import type { Mask } from '../../media/analysis/types.ts';
import { even } from '../../media/even.ts';
import { frontOf } from '../../media/pixels/cut-out.ts';
import { plateOf } from '../../media/pixels/plate.ts';
import type { Region } from '../../media/texture.ts';
import { holesOf, matteOf } from './cutout/matte.ts';
import { firm, type Split } from './depth/split.ts';
import { cellBits, type FrameRendererMaker, gridOf } from './frame-renderer.ts';
import { density, type FrameSource, placesOf } from './frame-source.ts';
import { createLayer } from './layers/layer.ts';
import { partOf, sheetOf, textureOf } from './layers/sheet.ts';
import type { LocalAnalysis } from './local-analysis.ts';
import { createMesh } from './mesh.ts';
import { previewMotion } from './motion-preview.ts';
import { createRandom } from './random.ts';
import type { RenderInput } from './render-input.ts';
import { createCover } from './subject-mask.ts';
import { regionOf } from './window.ts';

/** Margin around the subject that is drawn with it, in texture pixels. */
const margin = 48;

/** Whether the recipe can be rendered in layers, that is, uses nothing that needs the photo in one piece. */
export const mayBeLayered = ({ recipe }: RenderInput): boolean =>
  recipe.depth > 0 &&
  recipe.flow === null &&
  recipe.face === null &&
  recipe.look === null &&
  recipe.light === null &&
  recipe.restoration === null;

/** Renders the subject as a separate layer over the background, which is filled where the camera uncovers it. */
export const layeredFrames = async (
  { photo, scene, analysis }: LocalAnalysis,
  split: Split,
  mask: Mask,
  input: RenderInput,
  makeRenderer: FrameRendererMaker,
  read: (region: Region, size: Size) => Promise<Uint8Array>,
): Promise<FrameSource> => {
  const { window, extents, lensAt, frontAt } = previewMotion(input, photo, scene, null, analysis, split);
  const region = regionOf(extents, photo, window);
  const fine = (density * input.width) / window.scale;
  const size = { width: even(region.width * fine), height: even(region.height * fine) };
  const rgb = await read(region, size);
  const matte = matteOf(mask, photo, region, size, {
    ...firm,
    holes: holesOf(scene.faces.length),
  });
  const part = partOf(matte, size, margin);
  const long = Math.max(size.width, size.height);
  const filling = { grow: 0.01, depth: 0.09, side: Math.round(Math.min(480, 0.3 * long)) };
  const plate = plateOf(rgb, matte, size, filling, createRandom(input.seed ^ 0x71a7e));
  const ground = textureOf(plate, size, { left: 0, top: 0, ...size });
  const frameRenderer = makeRenderer(input, ground);
  const shape = createMesh(frameRenderer.nodes, input, window, region, ground);
  const places = placesOf(input);
  const whole = { left: 0, top: 0, width: input.width, height: input.height };
  const layer =
    part && createLayer(input, whole, sheetOf(frontOf(rgb, matte, size), matte, size, 1, part), makeRenderer);
  const { columns } = gridOf(input);
  const cell = 1 << cellBits;
  const [scaleX, scaleY] = [size.width / region.width, size.height / region.height];
  const starts = Float64Array.from({ length: frameRenderer.nodes.length }, (_, i) =>
    i % 2 === 0
      ? (((i >> 1) % columns) * cell) / input.width - 0.5
      : (Math.floor((i >> 1) / columns) * cell - input.height / 2) / input.width,
  );
  const points = new Float64Array(starts.length);
  const nodes = new Int32Array(starts.length);
  const follow = createMesh(nodes, input, window, region, ground);
  const covering = createCover(nodes, input, mask, region, photo, ground);
  let shown = 0;
  return {
    cover: () => {
      follow(frontAt(shown));
      return covering();
    },
    places: (frame) => places(frontAt(frame)),
    draw: (frame) => {
      shown = frame;
      shape(lensAt(frame));
      const picture = frameRenderer.draw();
      if (layer === null || part === null) return picture;
      points.set(starts);
      frontAt(frame)(points);
      layer.clear();
      for (let node = 0; node < points.length / 2; node += 1) {
        const x = ((points[2 * node] as number) * window.scale + window.x - region.left) * scaleX;
        const y = ((points[2 * node + 1] as number) * window.scale + window.y - region.top) * scaleY;
        if (x < part.left || y < part.top || x > part.left + part.width || y > part.top + part.height)
          continue;
        layer.set(node, x, y);
      }
      layer.lay(picture);
      return picture;
    },
  };
};
