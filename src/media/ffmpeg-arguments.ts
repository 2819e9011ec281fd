import type { EncodePlan } from './encode-plan.ts';
import { encodeSteps, keyframeSeconds } from './encode-steps.ts';

const flags = (options: Readonly<Record<string, string>>): string[] =>
  Object.entries(options).flatMap(([name, value]) => [`-${name}`, value]);

/**
 * Arguments for the `ffmpeg` command that executes a plan. It reads frames from stdin and reports progress on stdout:
 * `frame=12` for video, `out_time_us=12` for sound.
 */
export const ffmpegArguments = (plan: EncodePlan): string[] => {
  const { medium, input, decoder, graph, encoder, output } = encodeSteps(plan);
  const letter = medium.charAt(0);
  return [
    ...['-v', 'error', '-nostats', '-progress', 'pipe:1', '-y'],
    // Missing sound shows in the length. Decoders report errors for sound files that play everywhere.
    ...(plan.input.kind === 'sound' ? [] : ['-xerror']),
    ...(plan.input.kind === 'frames' ? [] : ['-nostdin']),
    ...flags(input.options),
    ...flags(decoder),
    ...['-f', input.format, '-i', input.url],
    ...['-map', `0:${letter}:0`, '-map_metadata', '-1', '-map_chapters', '-1', `-filter:${letter}`, graph],
    ...(plan.frames === null ? [] : ['-frames:v', String(plan.frames)]),
    ...[`-c:${letter}`, encoder.name],
    ...flags(encoder.options),
    ...(plan.output.kind === 'mp4' ? ['-force_key_frames', `expr:gte(t,n_forced*${keyframeSeconds})`] : []),
    ...flags(output.options),
    ...['-f', output.format, output.url],
  ];
};
