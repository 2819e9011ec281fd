import type { CameraPose } from '../camera.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import { placesOf } from '../frame-source.ts';
import { textureOf } from '../layers/sheet.ts';
import { createMesh } from '../mesh.ts';
import type { PlanarPoint, RenderInput } from '../render-input.ts';
import { poseLens, type Scenery } from './stage.ts';

/** Creates the background behind the subject, drawn as the camera sees it. */
export const createBackdrop = (
  plate: Uint8Array,
  stage: Scenery,
  input: RenderInput,
  makeRenderer: FrameRendererMaker,
) => {
  const texture = textureOf(plate, stage.texture, { left: 0, top: 0, ...stage.texture });
  const frameRenderer = makeRenderer(input, texture);
  const shape = createMesh(frameRenderer.nodes, input, stage.window, stage.region, texture);
  const looks = placesOf(input);
  return {
    /** Draws a frame as planar yuv420p, which the caller may draw over. */
    draw: (pose: CameraPose): Uint8Array => {
      shape(poseLens(pose));
      return frameRenderer.draw();
    },
    places: (pose: CameraPose): readonly PlanarPoint[] => looks(poseLens(pose)),
  };
};
