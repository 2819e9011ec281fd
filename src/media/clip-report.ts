import { readFile, stat } from 'node:fs/promises';
import type { Size } from '../core/shot.ts';
import type { FramesIn } from './encode-plan.ts';
import { brightnessOf, rgbOf } from './frame-pixels.ts';
import { posterOf } from './poster.ts';
import type { Probe } from './probe.ts';
import type { ClipMeasures } from './score/judge.ts';
import { measurePaths, type ScorePoint } from './score/paths.ts';
import { writeBytes } from './whole-file.ts';

/** What the renderer knows about its own clip, so that it need not be decoded again. `poster` is a base64 JPEG. */
export type ClipReport = { readonly facts: Probe; readonly measures: ClipMeasures; readonly poster: string };

/** A small JPEG of a frame (planar yuv420p). */
export const framePoster = (frame: Uint8Array, { width, height }: Size): Promise<Buffer> =>
  posterOf(rgbOf(frame, { width, height }), { width: width / 2, height: height / 2 });

/** Path of a clip's report file. */
export const clipReportPath = (clip: string): string => `${clip}.look`;

/**
 * Collects measurements from frames (planar yuv420p) as they are rendered, together with the photo positions that some
 * points of each frame show, and writes the report next to the finished clip.
 */
export const createClipReport = ({
  width,
  height,
  fps,
  frames,
}: Omit<FramesIn, 'kind'> & { frames: number }) => {
  const lumas: number[] = [];
  const paths: (readonly ScorePoint[])[] = [];
  let poster: Promise<Buffer> | undefined;
  return {
    see: (frame: Uint8Array, places: readonly ScorePoint[]): void => {
      poster ??= framePoster(frame, { width, height });
      lumas.push(brightnessOf(frame, { width, height }));
      paths.push(places);
    },
    write: async (clip: string): Promise<void> => {
      const { size: bytes } = await stat(clip);
      const report: ClipReport = {
        facts: {
          width,
          height,
          seconds: frames / fps,
          fps,
          frames,
          codec: 'avc',
          audio: false,
          format: 'mov',
          rotation: 0,
          bytes,
        },
        measures: measurePaths(lumas, paths, fps),
        poster: (await poster)?.toString('base64') ?? '',
      };
      await writeBytes(clipReportPath(clip), Buffer.from(JSON.stringify(report)));
    },
  };
};

/** The report stored next to a clip. Null when there is none or the clip has changed since. */
export const readClipReport = async (clip: string): Promise<ClipReport | null> => {
  const text = await readFile(clipReportPath(clip), 'utf8').catch(() => null);
  if (text === null) return null;
  const look = JSON.parse(text) as ClipReport;
  const { size } = await stat(clip);
  return look.facts.bytes === size ? look : null;
};

/** Copies a clip's report to a copy that has the same pictures plus a sound track. */
export const passClipReport = async (clip: string, copy: string): Promise<void> => {
  const look = await readClipReport(clip);
  if (look === null) return;
  const { size: bytes } = await stat(copy);
  const passed: ClipReport = { ...look, facts: { ...look.facts, audio: true, bytes } };
  await writeBytes(clipReportPath(copy), Buffer.from(JSON.stringify(passed)));
};
