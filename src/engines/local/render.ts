import type { Warning } from '../../core/engine.ts';
import { asFailure, Failure } from '../../core/failure.ts';
import type { Size } from '../../core/shot.ts';
import { analyseIfPossible, nothingSeen, requireAnalysis, type See } from '../../media/analysis/analyse.ts';
import { measureSpeech } from '../../media/beat/speech-levels.ts';
import { createClipReport, framePoster } from '../../media/clip-report.ts';
import { startEncoding } from '../../media/encoder.ts';
import type { EncoderChoice } from '../../media/encoder-command.ts';
import { repairCracks } from '../../media/repair/repair.ts';
import { type Region, readPhoto, readRegion, readTexture } from '../../media/texture.ts';
import { withBlurredBorders } from './blurred-borders.ts';
import { openCutOut } from './cutout/open-cutout.ts';
import { alongFlatArt } from './depth/flat-art.ts';
import { type DepthSource, guessed, type OnTrouble } from './depth/source.ts';
import { type FrameSource, frameSourceOf, openFrameRenderer } from './frame-source.ts';
import { layeredFrames, mayBeLayered } from './layered.ts';
import { readPhotoScene, withThing } from './local-analysis.ts';
import { freeOf } from './motion-mask.ts';
import { openPair } from './pair/pair-render.ts';
import type { RenderInput } from './render-input.ts';
import { withWeather } from './weather/weather.ts';

/** How a photo is read, and what is told meanwhile. `loudness`: of what people in it say, frame by frame. */
type OpenOptions = {
  readonly source?: DepthSource;
  readonly onTrouble?: OnTrouble;
  readonly see?: See | undefined;
  readonly loudness?: Float32Array | null;
  readonly makeRenderer?: typeof openFrameRenderer;
};

/** Analyses the photo and its depth and prepares the clip. Throws `Failure` `photo_damaged`. */
const openFrames = async (
  path: string,
  input: RenderInput,
  {
    source = guessed,
    onTrouble = () => {},
    see,
    loudness = null,
    makeRenderer = openFrameRenderer,
  }: OpenOptions,
): Promise<FrameSource> => {
  const decoding = readPhoto(path);
  // The first reader of a damaged photo reports it, so this rejection must not count as unhandled.
  decoding.catch(() => {});
  const { recipe } = input;
  const { restoration } = recipe;
  const looked = await readPhotoScene(path, source, onTrouble, see);
  const found = recipe.flow?.kind === 'turn' ? await withThing(path, looked) : looked;
  const analysis = { ...found, free: await freeOf(source, input, found.photo) };
  const read = async (region: Region, size: Size) => {
    const photo = await decoding;
    if (restoration?.repair === 'gentle' || restoration?.repair === 'full')
      await repairCracks(photo, analysis.analysis ?? nothingSeen(photo), restoration.repair);
    return readTexture(photo, region, size, restoration);
  };
  const { split = null, mask = null } = analysis;
  const shown =
    analysis.flat && source.map === null
      ? { ...input, recipe: alongFlatArt(recipe, analysis.photo.width / analysis.photo.height) }
      : input;
  return withBlurredBorders(shown, analysis.analysis ?? nothingSeen(analysis.photo), async (inner) =>
    split !== null && mask !== null && analysis.free === null && mayBeLayered(inner)
      ? layeredFrames(analysis, split, mask, inner, makeRenderer, async (region, size) =>
          readRegion(await decoding, region, size),
        )
      : frameSourceOf(analysis, inner, makeRenderer, read, loudness),
  );
};

/**
 * Opens the clip that an input describes, from one photo or two. Throws `Failure` `photo_missing`, `photo_damaged`,
 * `subject_missing`, `faces_missing`, `face_missing`, `head_cut`, `faces_off` or `analysis_failed`.
 */
export const openClip = async (
  photos: readonly string[],
  input: RenderInput,
  options: OpenOptions = {},
): Promise<FrameSource> => {
  const { source = guessed, onTrouble = () => {}, see, makeRenderer = openFrameRenderer } = options;
  const [first] = photos;
  const { cutout, pair } = input.recipe;
  if (first === undefined) throw new Failure('photo_missing');
  const openPlain = (look = see, shown = input) => openFrames(first, shown, { ...options, see: look });
  const open = async (): Promise<FrameSource> => {
    if (cutout !== null) {
      const seen = await analyseIfPossible(source, onTrouble, see)(first);
      const moving = withBlurredBorders(input, seen, (inner) =>
        openCutOut(first, inner, cutout, seen, makeRenderer, source),
      );
      if (cutout.kind !== 'turn') return moving;
      return moving.catch(async (error: unknown) => {
        if (asFailure(error).kind !== 'subject_missing') throw error;
        // Only the camera moves: what can't be cut out would look bent.
        const rigid = { ...input, recipe: { ...input.recipe, flow: null } };
        return {
          ...(await openPlain(async () => seen, rigid)),
          notices: [{ kind: 'turn', asked: '', used: '' }],
        };
      });
    }
    if (pair) return openPair(photos, input, pair, requireAnalysis(source, see), makeRenderer);
    return openPlain();
  };
  const frames = await open();
  return withWeather(frames, input);
};

/** A render task, as plain data. */
export type RenderTask = {
  readonly encoder: EncoderChoice;
  readonly photos: readonly string[];
  readonly depth: DepthSource;
  /** Sound that people in the photo may speak to, and the second in it at which the clip starts. */
  readonly sound: { readonly path: string; readonly start: number } | null;
  readonly input: RenderInput;
  readonly output: string;
};

/**
 * Draws every frame into an MP4 and writes its clip report next to it.
 * Throws `Failure` `photo_missing`, `photo_damaged`, `faces_missing`, `cancelled`, or what the encoder throws.
 */
export const renderFrames = async (
  { encoder, photos, depth, sound, input, output }: RenderTask,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
  onTrouble: OnTrouble,
  onNotice: (notice: Warning) => void,
  onPreview: (jpeg: Buffer) => void = () => {},
  previewMilliseconds = 5_000,
): Promise<void> => {
  const { width, height, fps, frames } = input;
  await using encoding = startEncoding(
    encoder,
    {
      input: { kind: 'frames', width, height, fps },
      filters: null,
      output: { kind: 'mp4', path: output, preset: 'veryfast', crf: 20 },
      frames: null,
      limit: 600,
    },
    signal,
  );
  const speaks = sound !== null && (input.recipe.face?.talk ?? 0) > 0;
  const loudness = speaks ? await measureSpeech(encoder, sound, `${output}.pcm`, input, signal) : null;
  const source = await openClip(photos, input, { source: depth, onTrouble, loudness });
  source.notices?.forEach(onNotice);
  const report = createClipReport(input);
  let written = Promise.resolve();
  let preview: Promise<void> | undefined;
  const begun = performance.now();
  for (let frame = 0; frame < frames; frame += 1) {
    const picture = source.draw(frame);
    report.see(picture, source.places(frame));
    await written;
    written = encoding.write(picture);
    const took = performance.now() - begun;
    // A clip that is soon there needs none.
    if (preview === undefined && took > previewMilliseconds && frame < frames / 2)
      preview = framePoster(picture, { width, height }).then(onPreview);
    onProgress((frame + 1) / frames);
  }
  await Promise.all([written, preview]);
  await encoding.finish();
  await report.write(output);
};
