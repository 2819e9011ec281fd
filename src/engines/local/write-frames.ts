import { asFailure, Failure } from '../../core/failure.ts';
import { openCutOut } from './cutout/open-cutout.ts';
import { guessed, type OnTrouble } from './depth/source.ts';
import { type FrameSource, openFrameRenderer } from './frame-source.ts';
import { onBlur } from './on-blur.ts';
import { openFrames } from './open-frames.ts';
import { openPair } from './pair/pair-render.ts';
import type { RenderInput } from './render-input.ts';
import { type See, seeIfPossible, seeSurely } from './see.ts';
import { withWeather } from './weather/weather.ts';

/**
 * Opens the clip that an input describes, from one photo or two. Throws `Failure` `photo_missing`, `photo_damaged`,
 * `subject_missing`, `faces_missing`, `face_missing`, `head_cut`, `faces_off` or `analysis_failed`.
 */
export const openShow = async (
  photos: readonly string[],
  input: RenderInput,
  source = guessed,
  onTrouble: OnTrouble = () => {},
  see?: See,
  loudness: Float32Array | null = null,
): Promise<FrameSource> => {
  const [first] = photos;
  const { cutout, pair } = input.recipe;
  if (first === undefined) throw new Failure('photo_missing');
  const openPlain = () => openFrames(first, input, openFrameRenderer, source, onTrouble, loudness);
  const open = async (): Promise<FrameSource> => {
    if (cutout !== null) {
      const seen = await seeIfPossible(source, onTrouble, see)(first);
      const moving = onBlur(input, seen, (inner) =>
        openCutOut(first, inner, cutout, seen, openFrameRenderer, source),
      );
      if (cutout.kind !== 'turn') return moving;
      return moving.catch(async (error: unknown) => {
        if (asFailure(error).kind !== 'subject_missing') throw error;
        return { ...(await openPlain()), notices: [{ kind: 'turn', asked: '', used: '' }] };
      });
    }
    if (pair) return openPair(photos, input, pair, seeSurely(source, see), openFrameRenderer);
    return openPlain();
  };
  const frames = await open();
  return withWeather(frames, input);
};
