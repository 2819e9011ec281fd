import type { Warning } from '../../core/engine.ts';
import type { Size } from '../../core/shot.ts';
import { even } from '../../media/even.ts';
import type { PlanarPicture } from '../../media/planar.ts';
import type { Region } from '../../media/texture.ts';
import { drawAnime } from './anime/draw-anime.ts';
import { flowingShare, leastFlowing } from './depth/currents.ts';
import { createFaces } from './face/face-animation.ts';
import { faceNotice } from './face/face-notice.ts';
import { canvasOf } from './face/patch.ts';
import { createStreaming, type FlowDrawing } from './flows/streaming.ts';
import type { FrameRendererMaker } from './frame-renderer.ts';
import { type Lens, sample } from './lens.ts';
import { createSweep } from './light.ts';
import type { LocalAnalysis } from './local-analysis.ts';
import { createMesh } from './mesh.ts';
import { previewMotion } from './motion-preview.ts';
import { plainFrameRenderer } from './plain-renderer.ts';
import type { PlanarPoint, RenderInput } from './render-input.ts';
import { simdFrameRenderer } from './simd-renderer.ts';
import { createCover } from './subject-mask.ts';
import { regionOf } from './window.ts';

/** A clip that can be drawn frame by frame. */
export type FrameSource = {
  /** Draws a frame as planar yuv420p, BT.709 limited range. It stays valid until `ringLength` more are drawn. */
  draw(frame: number): Uint8Array;
  /** Photo positions that a fixed set of sample points in the frame shows, in frame widths. */
  places(frame: number): readonly PlanarPoint[];
  /** Warnings for the user about how the clip was made. */
  readonly notices?: readonly Warning[];
  /**
   * How much the subject covers each half-size pixel of the frame drawn last, 0 to 255.
   * Missing if the subject is unknown.
   */
  cover?(): Uint8Array;
};

/** Texture pixels per frame pixel. With fewer, sharpness pumps during motion; with more, fine detail flickers. */
export const density = 1.5;

/** Opens the fastest renderer available on this machine. */
export const openFrameRenderer: FrameRendererMaker = (frame, texture) =>
  simdFrameRenderer(frame, texture) ?? plainFrameRenderer(frame, texture);

/** Returns a function that gives the picture points seen through a lens at 48 sample points of the frame. */
export const placesOf = ({ width, height }: RenderInput) => {
  const spots = Float64Array.from({ length: 96 }, (_, index) => {
    const spot = index >> 1;
    return index % 2 === 0
      ? ((spot % 8) + 0.5) / 8 - 0.5
      : (((spot >> 3) + 0.5) / 6 - 0.5) * (height / width);
  });
  return (lens: Lens): PlanarPoint[] => {
    const places = spots.slice();
    lens(places);
    return Array.from({ length: places.length / 2 }, (_, index) => ({
      x: places[2 * index] as number,
      y: places[2 * index + 1] as number,
    }));
  };
};

const copyOf = ({ luma, blue, red, ...size }: PlanarPicture): PlanarPicture => ({
  ...size,
  luma: luma.slice(),
  blue: blue.slice(),
  red: red.slice(),
});

/** Prepares a clip from an analysed photo. `read` returns a region of the photo at a size, ready for warping. */
export const frameSourceOf = async (
  { photo, scene, mask = null, free = null, analysis }: LocalAnalysis,
  input: RenderInput,
  makeRenderer: FrameRendererMaker,
  read: (region: Region, size: Size) => Promise<PlanarPicture>,
  loudness: Float32Array | null = null,
): Promise<FrameSource> => {
  const { recipe } = input;
  const fit = Math.min(photo.width, (photo.height * input.width) / input.height) / input.width;
  const moving = (analysis?.faces ?? []).filter(({ box: [left, top, width, height] }) => {
    const [x, y] = [(left + width / 2) / photo.width, (top + height / 2) / photo.height];
    return free === null || sample(free, x, y) > 0.5;
  });
  // Faces that the mask holds still aren't missing.
  const held = moving.length === 0 && (analysis?.faces.length ?? 0) > 0;
  const faces = createFaces(moving, input, fit, loudness);
  const preview = previewMotion(input, photo, scene, faces, analysis, null, free);
  const { window, extents, lensAt, echoAt } = preview;
  const region = regionOf(extents, photo, window);
  const fine = (density * input.width) / window.scale;
  const size = { width: even(region.width * fine), height: even(region.height * fine) };
  const texture = await read(region, size);
  if (recipe.look !== null)
    drawAnime(canvasOf(texture, texture, region), analysis?.faces ?? [], recipe.look.strength);
  const stand = (shown = texture): FlowDrawing => {
    const frameRenderer = makeRenderer(input, shown);
    const shape = createMesh(frameRenderer.nodes, input, window, region, shown);
    const clean = frameRenderer.texture === shown ? copyOf(shown) : shown;
    const paint = faces?.painter(canvasOf(clean, frameRenderer.texture, region));
    const draw = (lens: Lens, frame: number): Uint8Array => {
      shape(lens);
      paint?.(frame);
      return frameRenderer.draw();
    };
    return { draw, nodes: frameRenderer.nodes, active: frameRenderer.active };
  };
  const show = stand();
  const cover = mask === null ? null : createCover(show.nodes, input, mask, region, photo, texture);
  const ambient = recipe.flow?.kind === 'ambient';
  const view = { texture, region, photo, free };
  const stream = ambient ? createStreaming(input, scene.currents(), view, show.nodes, stand, preview) : null;
  const looks = placesOf(input);
  const sweep = recipe.light && createSweep(recipe.light, input, window, photo, scene.subject);
  const idle = ambient && flowingShare(scene.currents()) < leastFlowing;
  const notices = [
    ...(idle ? ([{ kind: 'still', asked: '', used: '' }] as const) : []),
    ...(held ? [] : faceNotice(recipe.face, moving)),
  ];
  return {
    ...(cover !== null && { cover }),
    ...(notices.length > 0 && { notices }),
    places: (frame) => {
      const seen = looks(lensAt(frame));
      const share = echoAt(frame);
      if (share === 0) return seen;
      const others = looks(lensAt(frame, 'echo'));
      return seen.map(({ x, y }, index) => {
        const other = others[index] ?? { x, y };
        return { x: x + share * (other.x - x), y: y + share * (other.y - y) };
      });
    },
    draw: (frame) => {
      const picture = show.draw(lensAt(frame, stream === null ? 'flow' : 'still'), frame);
      stream?.(picture, frame);
      sweep?.(picture, frame / input.frames);
      return picture;
    },
  };
};
