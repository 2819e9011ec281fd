import { Failure } from '../../core/failure.ts';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import type { SoundIn } from '../encode-plan.ts';

/** A sound file's actual format and length. */
export type Sound = { readonly format: SoundIn['format']; readonly seconds: number };

const longestMinutes = 15;

/**
 * Probes an untrusted sound file in a child process. Throws `Failure` `sound_not_audio`, or `sound_too_long` with its
 * `minutes` and the `limit`.
 */
export const probeSound = async (path: string, signal: AbortSignal): Promise<Sound> => {
  const sound = await askChild<Sound>({
    module: childModule(import.meta.url, 'sound-probe-child'),
    task: { path },
    limits: { seconds: 10, memory: 500e6 },
    losses: { slow: 'sound_damaged', greedy: 'sound_damaged', crashed: 'sound_damaged' },
    signal,
  });
  const minutes = Math.ceil(sound.seconds / 60);
  if (minutes <= longestMinutes) return sound;
  throw new Failure('sound_too_long', { minutes, limit: longestMinutes });
};
