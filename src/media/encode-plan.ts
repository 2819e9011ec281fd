/** Raw yuv420p frames, BT.709 limited range, written one by one: width × height × 1.5 bytes each, both sides even. */
export type FramesIn = {
  readonly kind: 'frames';
  readonly width: number;
  readonly height: number;
  readonly fps: number;
};

/** A local MP4 that has been probed. */
export type FileIn = { readonly kind: 'file'; readonly path: string };

export const soundFormats = ['aac', 'flac', 'matroska', 'mov', 'mp3', 'ogg', 'wav'] as const;

/** The first sound of a local file that has been probed; the format is named as FFmpeg names its reader. */
export type SoundIn = {
  readonly kind: 'sound';
  readonly path: string;
  readonly format: (typeof soundFormats)[number];
};

/** How much an MP4 may cost: x264's constant quality, or bits per second it stays under. */
type Spend = { readonly crf: number } | { readonly bitrate: number };

/** H.264 yuv420p MP4 with the index first, so that it plays everywhere and starts while loading. */
export type Mp4Out = {
  readonly kind: 'mp4';
  readonly path: string;
  readonly preset: 'ultrafast' | 'superfast' | 'veryfast' | 'medium';
} & Spend;

/** Raw pixels in one file, frames one after another; gray and rgb24 are full range. */
export type RawOut = {
  readonly kind: 'raw';
  readonly path: string;
  readonly pixels: 'rgb24' | 'gray' | 'yuv420p';
};

/** Interleaved 16-bit stereo samples without a header, `soundRate` a second. */
export type PcmOut = { readonly kind: 'pcm'; readonly path: string };

/** AAC stereo in an MP4 of its own; bits per second. */
export type AacOut = { readonly kind: 'aac'; readonly path: string; readonly bitrate: number };

/** What to encode, as data. The same plan runs on the system's ffmpeg and on node-av. */
export type EncodePlan = {
  readonly input: FramesIn | FileIn | SoundIn;
  /**
   * An ffmpeg filter graph for the one stream, or null. It may read further files with `movie`, but only such as we
   * have encoded ourselves: no limit of pixels guards them.
   */
  readonly filters: string | null;
  /** Pictures of frames or a file; samples of a sound. */
  readonly output: Mp4Out | RawOut | PcmOut | AacOut;
  /** Stop after this many frames of output; null for all. */
  readonly frames: number | null;
  /** Wall-clock limit in seconds; past it the encoder is killed. */
  readonly limit: number;
};
