import { asFailure, Failure } from '../../core/failure.ts';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { photoSize } from '../texture.ts';
import { type SentAnalysis, unpack } from './sent.ts';
import type { PhotoAnalysis } from './types.ts';

/** Resident bytes of the process. The models take about 200 MB of it. */
const memory = 700e6;

/**
 * Analyses what is in a photo, in a child process that ends with the answer. It identifies nobody, and nothing is
 * stored. Throws `Failure` `photo_damaged`, `cancelled`, or `analysis_failed` when the process ran out of time or
 * memory, or crashed.
 */
export const analysePhoto = async (path: string, signal: AbortSignal | null = null): Promise<PhotoAnalysis> =>
  unpack(
    await askChild<SentAnalysis>({
      module: childModule(import.meta.url, 'analysis-child'),
      task: { path },
      limits: { seconds: 60, memory },
      losses: { slow: 'analysis_failed', greedy: 'analysis_failed', crashed: 'analysis_failed' },
      signal,
    }),
  );

/** The analysis of a photo that must not be analysed: only its size. */
export const nothingSeen = ({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): PhotoAnalysis => ({
  width,
  height,
  faces: [],
  people: [],
  mask: null,
  subject: null,
  advice: [],
});

type Setting = { readonly faceAnalysis?: 'off' };

/** Analyses a photo. */
export type See = (path: string) => Promise<PhotoAnalysis>;

/** Photo analysis for effects that work without it. Empty if face analysis is off or the analysis failed. */
export const analyseIfPossible =
  ({ faceAnalysis }: Setting, onTrouble: (cause: string) => void, see: See = analysePhoto): See =>
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
export const requireAnalysis =
  ({ faceAnalysis }: Setting, see: See = analysePhoto): See =>
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
