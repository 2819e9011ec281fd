import { nearestCamera } from '../core/camera-path.ts';
import type { Camera, Motion } from '../core/order.ts';
import type { Shot } from '../core/shot.ts';
import type { CameraCall, ModelPreset, RemoteModel } from './replicate/models/model.ts';

const cameraWords: Record<Camera, string> = {
  still: 'The camera is fixed.',
  'zoom-in': 'The camera zooms in slowly.',
  'zoom-out': 'The camera zooms out slowly.',
  'pan-left': 'The camera glides to the left.',
  'pan-right': 'The camera glides to the right.',
  'tilt-up': 'The camera tilts up.',
  'tilt-down': 'The camera tilts down.',
  'roll-left': 'The camera rolls to the left.',
  'roll-right': 'The camera rolls to the right.',
  'orbit-left': 'The camera orbits around the subject to the left.',
  'orbit-right': 'The camera orbits around the subject to the right.',
  'dolly-in': 'The camera dollies forward into the scene.',
  'dolly-out': 'The camera dollies backward out of the scene.',
};

const motionWords: Record<Motion, string> = {
  low: 'Movement is slight and slow.',
  medium: '',
  high: 'Movement is strong and lively.',
};

const wordsLimit = 500;

/**
 * Sanitizes user text for a prompt: one line of at most 500 characters, without URLs, brackets (commands to some
 * models) and double dashes (parameters to others).
 */
export const harmless = (words: string): string => {
  const line = words
    .normalize('NFC')
    .replace(/\b\w+:\/\/\S+|\bwww\.\S+/gi, ' ')
    .replace(/[[\]{}<>|\\`"“”\p{C}\p{Z}]+/gu, ' ')
    .replace(/-{2,}/g, '–')
    .trim();
  return [...line].slice(0, wordsLimit).join('').trim();
};

const effectWords = ({ prompt, words }: Shot): string =>
  (words !== '' && prompt.endsWith(words) ? prompt.slice(0, -words.length) : prompt).trim();

const withoutCamera = (text: string): string =>
  text
    .split(/(?<=[.;])\s+/)
    .filter((clause) => !/\bcamera\b/i.test(clause))
    .join(' ')
    .replace(/;$/, '.');

export type RemotePrompt = {
  readonly prompt: string;
  /** The camera move in the model's own fields and words; null when none is requested. */
  readonly call: CameraCall | null;
};

/**
 * The camera move of a shot: the requested one, or `still` if the effect fixes the camera and the user wrote nothing.
 */
const cameraOf = ({ camera, words }: Shot, said: string): Camera | null => {
  if (camera !== null) return nearestCamera(camera);
  return words === '' && /\bcamera is fixed\b/i.test(said) ? 'still' : null;
};

/** Builds a model's prompt: the effect's text, the camera, the amount of motion, then the user's text. */
export const remotePrompt = (
  shot: Shot,
  model: Pick<RemoteModel, 'camera'>,
  ownWords: string | null,
  preset: ModelPreset | null,
): RemotePrompt => {
  const said = ownWords ?? effectWords(shot);
  const camera = preset?.ownCamera === true ? null : cameraOf(shot, said);
  const call = camera === null ? null : (model.camera[camera] ?? {});
  const wish = harmless(shot.words);
  const trigger = preset?.trigger ?? null;
  const parts = [
    camera === null ? said : withoutCamera(said),
    trigger === null || said.includes(trigger) ? '' : `${trigger}.`,
    camera === null ? '' : (call?.words ?? cameraWords[camera]),
    motionWords[shot.motion],
    wish === '' ? '' : `Also wanted: ${wish}`,
  ];
  return { prompt: parts.filter((part) => part !== '').join(' '), call };
};
