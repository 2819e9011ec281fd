import type { Pose } from '../camera.ts';
import type { EaselMaker } from '../frame-renderer.ts';
import { placesOf } from '../frame-source.ts';
import { textureOf } from '../layers/sheet.ts';
import { createMesh } from '../mesh.ts';
import type { FilmInput, Point } from '../render-input.ts';
import { poseLens, type Scenery } from './stage.ts';

/** What is behind everything, drawn as the camera sees it. */
export const createBackdrop = (
  plate: Uint8Array,
  stage: Scenery,
  input: FilmInput,
  makeEasel: EaselMaker,
) => {
  const texture = textureOf(plate, stage.texture, { left: 0, top: 0, ...stage.texture });
  const easel = makeEasel(input, texture);
  const shape = createMesh(easel.nodes, input, stage.window, stage.region, texture);
  const looks = placesOf(input);
  return {
    /** A frame as planar yuv420p that may be drawn over. */
    draw: (pose: Pose): Uint8Array => {
      shape(poseLens(pose));
      return easel.draw();
    },
    places: (pose: Pose): readonly Point[] => looks(poseLens(pose)),
  };
};
