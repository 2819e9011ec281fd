import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failure } from '../core/failure.ts';
import { type EncoderChoice, type EncoderCommand, versionCommand } from './encoder-command.ts';

const run = promisify(execFile);

const describe = async ({ program, arguments: list, environment }: EncoderCommand): Promise<string> => {
  try {
    const { stdout } = await run(program, list, { env: environment, timeout: 20_000, killSignal: 'SIGKILL' });
    if (!stdout.includes('--enable-libx264')) throw new Error('built without libx264');
    return stdout.split(/ Copyright|\r?\n/)[0] ?? '';
  } catch (error) {
    throw new Failure('encoder_missing', {}, error);
  }
};

const described = new Map<string, string>();

/**
 * The encoder's name and version as one line. Throws `Failure` `encoder_missing` when it does not run or lacks x264.
 * An encoder that works is started only once, since a terminal may wait for the data folder through many attempts.
 */
export const describeEncoder = async (choice: EncoderChoice): Promise<string> => {
  const command = versionCommand(choice);
  const key = JSON.stringify(command);
  const line = described.get(key) ?? (await describe(command));
  described.set(key, line);
  return line;
};

const tried = async (choice: EncoderChoice): Promise<EncoderChoice> => {
  await describeEncoder(choice);
  return choice;
};

/**
 * The encoder to use: the one in FFMPEG_PATH, else the system's ffmpeg, else node-av. Each candidate is run once to
 * check that it works. Throws `Failure` `bad_setting` or `encoder_missing`.
 */
export const findEncoder = (ffmpegPath: string | undefined): Promise<EncoderChoice> =>
  ffmpegPath === undefined
    ? tried({ name: 'ffmpeg', path: 'ffmpeg' }).catch(() => tried({ name: 'node-av' }))
    : tried({ name: 'ffmpeg', path: ffmpegPath }).catch(({ cause }: Failure) => {
        const rule = 'must be the path of an ffmpeg that has libx264';
        throw new Failure('bad_setting', { name: 'FFMPEG_PATH', rule }, cause);
      });
