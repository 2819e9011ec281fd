import { join } from 'node:path';
import type { Advice } from '../core/advice.ts';
import type { SelectedPart } from '../core/shot.ts';
import type { Services } from './services.ts';

/**
 * The result of checking a photo before an order; the photo isn't stored. `faces` is null when face detection isn't
 * available.
 */
export type PhotoCheck = { readonly faces: number | null; readonly advice: readonly Advice[] };

/** Checks a photo, using `folder` for temporary files. The caller removes the folder. Throws photo `Failure`s. */
export const checkPhoto = async (
  { media }: Pick<Services, 'media'>,
  source: string,
  folder: string,
): Promise<PhotoCheck> => {
  const copy = join(folder, 'checked.jpg');
  const { advice } = await media.intakePhoto(source, copy);
  return { faces: await media.countFaces(copy), advice };
};

/** The part of a photo at a place, using `folder` for temporary files. Throws photo `Failure`s. */
export const selectInPhoto = async (
  { media }: Pick<Services, 'media'>,
  source: string,
  folder: string,
  at: { readonly x: number; readonly y: number },
): Promise<SelectedPart | null> => {
  const copy = join(folder, 'selected.jpg');
  await media.intakePhoto(source, copy);
  return media.select(copy, at);
};

/**
 * Renders a few seconds from a photo into `folder`. Returns the path, or null while real jobs need the slots. Throws
 * photo `Failure`s.
 */
export const previewPhoto = async (
  { media, slots }: Pick<Services, 'media' | 'slots'>,
  source: string,
  folder: string,
): Promise<string | null> => {
  const [kept, clip] = [join(folder, 'shown.jpg'), join(folder, 'preview.mp4')];
  const size = await media.intakePhoto(source, kept);
  return slots.whileFree(async (signal) => {
    await media.preview(kept, size, clip, signal);
    return clip;
  });
};
