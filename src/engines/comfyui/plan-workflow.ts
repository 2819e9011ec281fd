import { isCameraPath, nearestCamera } from '../../core/camera-path.ts';
import type { Model, Plan, Warning } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { type Ratio, type Resolution, ratios, resolutions } from '../../core/order.ts';
import type { Shot, Size } from '../../core/shot.ts';
import { harmless, remotePrompt } from '../remote-prompt.ts';
import type { Workflow } from './workflow.ts';

/** The planned input of a workflow. It is plain data, so a workflow can be corrected while jobs wait. */
export type WorkflowInput = {
  readonly workflow: string;
  readonly prompt: string;
  readonly negative: string;
  readonly seed: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly photos: number;
};

/** Area in pixels at 16:9, as these models were trained; other ratios keep the area. */
const areas: Record<Resolution, number> = { '480p': 832 * 480, '720p': 1280 * 720, '1080p': 1920 * 1080 };

const shapes: Record<Exclude<Ratio, 'photo'>, number> = {
  '16:9': 16 / 9,
  '9:16': 9 / 16,
  '1:1': 1,
  '4:5': 4 / 5,
};

const longestShape = 2.4;

const clamp = (value: number, minimum: number, maximum: number): number =>
  Math.min(maximum, Math.max(minimum, value));

const resolutionFor = ({ size }: Workflow, wished: Resolution): Resolution => {
  const off = (one: Resolution) => Math.abs(resolutions.indexOf(one) - resolutions.indexOf(wished));
  return size.resolutions.reduce((best, one) => (off(one) < off(best) ? one : best));
};

const sizeFor = ({ size }: Workflow, resolution: Resolution, wished: Ratio, photo: Size): Size => {
  const shape =
    wished === 'photo' ? clamp(photo.width / photo.height, 1 / longestShape, longestShape) : shapes[wished];
  const rounded = (length: number) => Math.max(1, Math.round(length / size.multiple)) * size.multiple;
  return {
    width: rounded(Math.sqrt(areas[resolution] * shape)),
    height: rounded(Math.sqrt(areas[resolution] / shape)),
  };
};

const framesFor = ({ frames, fps }: Workflow, seconds: number): number => {
  const steps = Math.round((seconds * fps.value + 1 - frames.minimum) / frames.step);
  const most = Math.floor((frames.maximum - frames.minimum) / frames.step);
  return frames.minimum + clamp(steps, 0, most) * frames.step;
};

/** Seconds a number of frames plays. The first frame is the photo itself and takes no time. */
const secondsOf = ({ fps }: Workflow, frames: number): number => (frames - 1) / fps.value;

export const takesPhotos = ({ last }: Workflow, count: number): boolean =>
  count === 1 || (count === 2 && last.length > 0);

/** Describes a workflow as a model; `seenBy` is who sees the photo on its servers. */
export const describeWorkflow = (workflow: Workflow, seenBy: readonly string[] | null): Model => {
  const { name, frames, size, licence, commercial, last, negative } = workflow;
  return {
    name,
    seconds: {
      minimum: secondsOf(workflow, frames.minimum),
      maximum: secondsOf(workflow, frames.maximum),
    },
    ratios,
    resolutions: size.resolutions,
    frameRates: [24],
    repeatable: true,
    licence,
    commercial,
    dataGoesTo: seenBy,
    mark: 'ai-generated',
    photos: last.length > 0 ? 2 : 1,
    ...(negative.length > 0 && { negative: true as const }),
  };
};

const warningsFor = (shot: Shot, resolution: Resolution, seconds: number): readonly Warning[] => {
  const warnings: Warning[] = [];
  if (Math.abs(seconds - shot.seconds) > 0.2)
    warnings.push({ kind: 'seconds', asked: `${shot.seconds} s`, used: `${Number(seconds.toFixed(1))} s` });
  if (resolutions.indexOf(resolution) < resolutions.indexOf(shot.resolution))
    warnings.push({ kind: 'resolution', asked: shot.resolution, used: resolution });
  if (shot.camera !== null && isCameraPath(shot.camera))
    warnings.push({ kind: 'camera', asked: shot.camera, used: nearestCamera(shot.camera) });
  return warnings;
};

/** Plans a shot on a workflow, at no cost. Throws `Failure` `invalid_input` for a wrong number of photos. */
export const planWorkflow = (shot: Shot, workflow: Workflow): Omit<Plan, 'engine'> => {
  const [photo] = shot.photos;
  if (photo === undefined || !takesPhotos(workflow, shot.photos.length))
    throw new Failure('invalid_input', { model: workflow.name, photos: shot.photos.length });
  const resolution = resolutionFor(workflow, shot.resolution);
  const { width, height } = sizeFor(workflow, resolution, shot.ratio, photo);
  const frames = framesFor(workflow, shot.seconds);
  const seconds = secondsOf(workflow, frames);
  const input: WorkflowInput = {
    workflow: workflow.name,
    prompt: remotePrompt(shot, { camera: {} }, null, null).prompt,
    negative: workflow.negative.length === 0 ? '' : harmless(shot.negative),
    ...{ seed: shot.seed, frames, width, height, photos: shot.photos.length },
  };
  const work = (frames * width * height) / 1e6;
  const usual = (5 * workflow.fps.value * areas[resolution]) / 1e6;
  return {
    model: workflow.name,
    input,
    warnings: warningsFor(shot, resolution, seconds),
    credits: 0,
    work,
    // Half of the time goes into loading the model, which doesn't depend on the length.
    seconds: Math.round(workflow.median * (0.5 + work / usual / 2)),
  };
};
