import { askChild } from './ask-child.ts';
import { childModule } from './child.ts';

/**
 * Actual properties of a clip. `width` and `height` are display sizes; `codec` is a WebCodecs name (`avc`, `hevc`,
 * `av1` …).
 */
export type Probe = {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  readonly frames: number;
  readonly codec: string;
  readonly audio: boolean;
  readonly bytes: number;
  /** The container, as FFmpeg names its demuxer. */
  readonly format: 'mov' | 'matroska';
  /** Degrees clockwise that players turn it. */
  readonly rotation: number;
};

/**
 * Probes an untrusted MP4, or `any` video, in a child process, because forged tables can exhaust memory. Throws `Failure`
 * `bad_output`.
 */
export const probe = (path: string, kinds: 'mp4' | 'any' = 'mp4'): Promise<Probe> =>
  askChild<Probe>({
    module: childModule(import.meta.url, 'probe-child'),
    task: { path, kinds },
    limits: { seconds: 10, memory: 500e6 },
    losses: { slow: 'bad_output', greedy: 'bad_output', crashed: 'bad_output' },
    signal: null,
  });
