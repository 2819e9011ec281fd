import { asFailure, Failure } from '../../core/failure.ts';
import { analysePhoto, nothingSeen } from '../../media/analysis/analyse.ts';
import type { PhotoAnalysis } from '../../media/analysis/types.ts';
import { photoSize } from '../../media/texture.ts';
import type { DepthSource, OnTrouble } from './depth/source.ts';

/** Analyses a photo. */
export type See = (path: string) => Promise<PhotoAnalysis>;

/** Photo analysis for effects that work without it. Empty if face analysis is off or the analysis failed. */
export const seeIfPossible =
  ({ faceAnalysis }: DepthSource, onTrouble: OnTrouble, see: See = analysePhoto): See =>
  async (path) => {
    if (faceAnalysis === 'off') return nothingSeen(await photoSize(path));
    try {
      return await see(path);
    } catch (error) {
      const { kind, cause } = asFailure(error);
      if (kind !== 'analysis_failed') throw error;
      onTrouble(`the photo could not be analysed: ${cause ?? kind}`);
      return nothingSeen(await photoSize(path));
    }
  };

/** Photo analysis for effects that need faces. Throws `Failure` `faces_off` or `analysis_failed`. */
export const seeSurely =
  ({ faceAnalysis }: DepthSource, see: See = analysePhoto): See =>
  async (path) => {
    if (faceAnalysis === 'off') throw new Failure('faces_off');
    return see(path);
  };

/**
 * Counts the faces in a stored photo that people can be shown from. Returns null if face analysis is off or failed.
 * Throws the `Failure` kinds of photos.
 */
export const countFaces = async (photo: string, faceAnalysis: 'on' | 'off'): Promise<number | null> => {
  if (faceAnalysis === 'off') return null;
  try {
    return (await analysePhoto(photo)).faces.length;
  } catch (error) {
    if (asFailure(error).kind === 'analysis_failed') return null;
    throw error;
  }
};
