/** Raw yuv420p frames, BT.709 limited range, written one by one: width × height × 1.5 bytes each, both sides even. */
export type FramesIn = {
  readonly kind: 'frames';
  readonly width: number;
  readonly height: number;
  readonly fps: number;
};

/** A local video that has been probed; an MP4 unless it says otherwise. */
export type FileIn = { readonly kind: 'file'; readonly path: string; readonly format?: 'mov' | 'matroska' };

export const soundFormats = ['aac', 'flac', 'matroska', 'mov', 'mp3', 'ogg', 'wav'] as const;

/** The first audio track of a probed local file. The format is the name of FFmpeg's demuxer. */
export type SoundIn = {
  readonly kind: 'sound';
  readonly path: string;
  readonly format: (typeof soundFormats)[number];
};

/** Rate control for an MP4: x264's constant rate factor, or a maximum bitrate in bits per second. */
type Spend = { readonly crf: number } | { readonly bitrate: number };

/** H.264 yuv420p MP4 with the index first, so that it plays everywhere and starts while loading. */
export type Mp4Out = {
  readonly kind: 'mp4';
  readonly path: string;
  readonly preset: 'ultrafast' | 'superfast' | 'veryfast' | 'medium';
} & Spend;

/** Raw pixels in one file, one frame after another. gray and rgb24 are full range. */
export type RawOut = {
  readonly kind: 'raw';
  readonly path: string;
  readonly pixels: 'rgb24' | 'gray' | 'yuv420p';
};

/** Pictures without sound that move by themselves. The filters of a GIF end with its palette. */
export type PicturesOut =
  | { readonly kind: 'gif'; readonly path: string }
  /** Quality from 0 to 100. */
  | { readonly kind: 'webp'; readonly path: string; readonly quality: number }
  /** VP9. Bitrate in bits per second. */
  | { readonly kind: 'webm'; readonly path: string; readonly bitrate: number };

/** Interleaved 16-bit stereo samples without a header, at `soundRate` Hz. */
export type PcmOut = { readonly kind: 'pcm'; readonly path: string };

/** AAC stereo in a separate MP4. Bitrate in bits per second. */
export type AacOut = { readonly kind: 'aac'; readonly path: string; readonly bitrate: number };

/** What to encode, as data. The same plan runs on the system's ffmpeg and on node-av. */
export type EncodePlan = {
  readonly input: FramesIn | FileIn | SoundIn;
  /**
   * An ffmpeg filter graph for the single stream, or null. It may read further files with `movie`, but only files that
   * we encoded ourselves: no pixel limit applies to them.
   */
  readonly filters: string | null;
  /** Pictures for frames and files, samples for sound. */
  readonly output: Mp4Out | RawOut | PicturesOut | PcmOut | AacOut;
  /** Maximum number of output frames. Null for all. */
  readonly frames: number | null;
  /** Wall-clock limit in seconds, after which the encoder is killed. */
  readonly limit: number;
};
