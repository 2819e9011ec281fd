import { childModule } from './child.ts';
import type { EncodePlan } from './encode-plan.ts';
import { ffmpegArguments } from './ffmpeg-arguments.ts';

/** Which runner carries plans out, as data that can cross a process border. */
export type EncoderChoice = { readonly name: 'ffmpeg'; readonly path: string } | { readonly name: 'node-av' };

/** A program, its arguments and all of its environment. */
export type Command = {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

// Whoever decodes a stranger's bytes has no business with our secrets.
const harmless = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot'];

const runnerCommand = (choice: EncoderChoice, runnerArguments: readonly string[]): Command => {
  const { path, execArgv } = childModule(import.meta.url, 'node-av-child');
  return {
    program: choice.name === 'ffmpeg' ? choice.path : process.execPath,
    arguments: choice.name === 'ffmpeg' ? runnerArguments : [...execArgv, path, ...runnerArguments],
    environment: Object.fromEntries(
      harmless.flatMap((name) => {
        const value = process.env[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
};

/** Carries out a plan: frames on stdin, `frame=12` on stdout, complaints on stderr. */
export const encodeCommand = (choice: EncoderChoice, plan: EncodePlan): Command =>
  runnerCommand(choice, choice.name === 'ffmpeg' ? ffmpegArguments(plan) : [JSON.stringify(plan)]);

/** Tells the version on its first line, then what FFmpeg was built with. */
export const versionCommand = (choice: EncoderChoice): Command => runnerCommand(choice, ['-version']);
