import { join } from 'node:path';
import type { Advice } from '../core/advice.ts';
import type { Services } from './services.ts';

/** What is seen of a photo before anything is made of it: nothing of it is kept. `faces` is null where nobody may look. */
export type PhotoCheck = { readonly faces: number | null; readonly advice: readonly Advice[] };

/** Looks at a photo in `folder`, which is the caller's to remove. Throws photo Failures. */
export const checkPhoto = async (
  { media }: Pick<Services, 'media'>,
  source: string,
  folder: string,
): Promise<PhotoCheck> => {
  const kept = join(folder, 'checked.jpg');
  const { advice } = await media.intake(source, kept);
  return { faces: await media.countFaces(kept), advice };
};

/** A few seconds of a photo as a path in `folder`, or null while real jobs want the places here. Throws photo Failures. */
export const previewPhoto = async (
  { media, slots }: Pick<Services, 'media' | 'slots'>,
  source: string,
  folder: string,
): Promise<string | null> => {
  const [kept, clip] = [join(folder, 'shown.jpg'), join(folder, 'preview.mp4')];
  const size = await media.intake(source, kept);
  return slots.whileFree(async (signal) => {
    await media.preview(kept, size, clip, signal);
    return clip;
  });
};
