import { childModule } from './child.ts';
import type { EncodePlan } from './encode-plan.ts';
import { ffmpegArguments } from './ffmpeg-arguments.ts';

/** Which runner executes plans, as data that can be sent to another process. */
export type EncoderChoice = { readonly name: 'ffmpeg'; readonly path: string } | { readonly name: 'node-av' };

/** A program, its arguments and its complete environment. */
export type EncoderCommand = {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
};

// Code that decodes untrusted bytes must not see our secrets.
const harmless = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot'];

const runnerCommand = (choice: EncoderChoice, runnerArguments: readonly string[]): EncoderCommand => {
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

/** Command that executes a plan: reads frames from stdin, writes `frame=12` to stdout and errors to stderr. */
export const encodeCommand = (choice: EncoderChoice, plan: EncodePlan): EncoderCommand =>
  runnerCommand(choice, choice.name === 'ffmpeg' ? ffmpegArguments(plan) : [JSON.stringify(plan)]);

/** Command that prints the version on its first line, then FFmpeg's build configuration. */
export const versionCommand = (choice: EncoderChoice): EncoderCommand => runnerCommand(choice, ['-version']);
