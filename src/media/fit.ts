import type { EncodePlan } from './encode-plan.ts';
import { evenDown } from './even.ts';
import type { Probe } from './probe.ts';

type Clip = Pick<Probe, 'width' | 'height' | 'seconds' | 'fps' | 'bytes'>;

/** Bits per pixel below which x264 output turns blocky, so that a smaller picture looks better. */
const leastDensity = 0.05;
const leastSide = 240;

/** Bits per second that keep the whole file under a number of bytes. */
const affordable = ({ seconds, fps }: Clip, maximumBytes: number): number => {
  const container = 4000 + 20 * seconds * fps;
  // The encoder may run half a second ahead of its rate.
  return Math.floor(((maximumBytes * 0.98 - container) * 8) / (seconds + 0.5));
};

/**
 * A plan that re-encodes `source` into `target` under a number of bytes, scaled down where there would be too few bits
 * per pixel. Null when the clip already fits, or when the result would be unwatchable.
 */
export const fitPlan = (
  clip: Clip,
  target: string,
  source: string,
  maximumBytes: number,
): EncodePlan | null => {
  if (clip.bytes <= maximumBytes) return null;
  const bitrate = affordable(clip, maximumBytes);
  const area = bitrate / clip.fps / leastDensity;
  const scale = Math.min(1, Math.sqrt(Math.max(0, area) / (clip.width * clip.height)));
  const [width, height] = [evenDown(clip.width * scale), evenDown(clip.height * scale)];
  if (scale < 1 && Math.min(width, height) < leastSide) return null;
  return {
    input: { kind: 'file', path: source },
    filters: scale < 1 ? `scale=${width}:${height}:flags=lanczos,setsar=1` : null,
    output: { kind: 'mp4', path: target, preset: 'medium', bitrate },
    frames: null,
    limit: 300,
  };
};
