import { askChild } from './ask-child.ts';
import { childModule } from './child.ts';

/** What a clip really is. `width` and `height` are as shown, `codec` is named as in WebCodecs (`avc`, `hevc`, `av1` …). */
export type Probe = {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly fps: number;
  readonly frames: number;
  readonly codec: string;
  readonly audio: boolean;
  readonly bytes: number;
};

/** Reads an MP4 that nobody vouches for; forged tables can eat all memory, so a child reads them. Throws Failure `bad_output`. */
export const probe = (path: string): Promise<Probe> =>
  askChild<Probe>({
    module: childModule(import.meta.url, 'probe-child'),
    task: { path },
    limits: { seconds: 10, memory: 500e6 },
    losses: { slow: 'bad_output', greedy: 'bad_output', crashed: 'bad_output' },
    signal: null,
  });
