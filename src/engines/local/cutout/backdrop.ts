import type { CameraPose } from '../camera.ts';
import type { FrameRendererMaker } from '../frame-renderer.ts';
import { placesOf } from '../frame-source.ts';
import { textureOf } from '../layers/sheet.ts';
import { createMesh } from '../mesh.ts';
import type { PlanarPoint, RenderInput } from '../render-input.ts';
import { poseLens, type Scenery } from './stage.ts';

/** Creates the background behind the subject, drawn as the camera sees it. `first` is what it can show before `plate`. */
export const createBackdrop = (
  plate: Uint8Array,
  stage: Scenery,
  input: RenderInput,
  makeRenderer: FrameRendererMaker,
  first = plate,
) => {
  const whole = { left: 0, top: 0, ...stage.texture };
  const last = textureOf(plate, stage.texture, whole);
  const before = first === plate ? last : textureOf(first, stage.texture, whole);
  const frameRenderer = makeRenderer(input, before);
  const shape = createMesh(frameRenderer.nodes, input, stage.window, stage.region, last);
  const looks = placesOf(input);
  const fades = (first === plate ? [] : (['luma', 'blue', 'red'] as const)).map((name) => {
    const [from, to] = [before[name].slice(), last[name]];
    const places: number[] = [];
    for (let at = 0; at < from.length; at += 1) if (from[at] !== to[at]) places.push(at);
    return { from, to, shown: frameRenderer.texture[name], places };
  });
  let share = 0;
  return {
    /** Shows so much of the plate, 0 to 1, instead of what it shows first. */
    fade: (next: number): void => {
      if (next === share) return;
      share = next;
      for (const { from, to, shown, places } of fades)
        for (const at of places)
          shown[at] = Math.round((from[at] as number) * (1 - share) + (to[at] as number) * share);
    },
    /** Draws a frame as planar yuv420p, which the caller may draw over. */
    draw: (pose: CameraPose): Uint8Array => {
      shape(poseLens(pose));
      return frameRenderer.draw();
    },
    places: (pose: CameraPose): readonly PlanarPoint[] => looks(poseLens(pose)),
  };
};
