import { open } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';
import type { EncodePlan } from './encode-plan.ts';
import { type EncoderChoice, encodeCommand } from './encoder-command.ts';
import { type EncoderProcess, startProcess } from './encoder-process.ts';
import { writeBytes, writeWhole } from './whole-file.ts';

/** A running plan. It is killed if it is unfinished at the end of its `await using`. */
export type Encoding = {
  /** The encoder's process ID. Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Takes one whole frame. Resolves when its bytes may be reused. Rejects with `Failure` when the encoder has died. */
  write(frame: Uint8Array): Promise<void>;
  /**
   * Ends the input and waits until the output is complete and on disk. Throws the failures listed for `startEncoding`.
   */
  finish(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Number of frames for video. For sound, packets or microseconds, which only shows that there is some. */
const countOf = (stdout: string, { input }: EncodePlan): number => {
  const count = input.kind === 'sound' ? /^(?:frame|out_time_us)=\s*(\d+)/gm : /^frame=\s*(\d+)/gm;
  return Number([...stdout.matchAll(count)].at(-1)?.[1] ?? 0);
};

const frameBytes = ({ input }: EncodePlan): number =>
  input.kind === 'frames' ? input.width * input.height * 1.5 : 0;

/**
 * Marks rejections as handled, so that a promise nobody awaits any more can't crash us. Callers that await it still get
 * the error.
 */
const quietly = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => {});
  return promise;
};

const sync = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
};

/**
 * Starts a plan. The output appears only when it is complete; a failed or aborted run leaves nothing behind. Fails with
 * `Failure` `encoder_failed`, `disk_full`, `fault`, `output_unwritable`, `timeout` or `cancelled`.
 */
export const startEncoding = (choice: EncoderChoice, plan: EncodePlan, signal: AbortSignal): Encoding => {
  const countable = plan.input.kind === 'frames' && plan.filters === null && plan.frames === null;
  let encoder: EncoderProcess | undefined;
  let taken = 0;

  const encode = async (part: string): Promise<void> => {
    const command = encodeCommand(choice, { ...plan, output: { ...plan.output, path: part } });
    encoder = startProcess(command, plan.limit, signal);
    const stdout = await encoder.ended.catch(async (failure: Failure) => {
      // An unwritable folder and a broken encoder fail the same way. Only a test write distinguishes them.
      if (failure.kind === 'encoder_failed') await writeBytes(part, new Uint8Array());
      throw failure;
    });
    const count = countOf(stdout, plan);
    if (count === 0 || (countable && count !== taken)) {
      throw new Failure('encoder_failed', {}, `${taken} frames went in, ${count} came out`);
    }
    await sync(part);
  };
  const whole = quietly(writeWhole(plan.output.path, encode));

  const send = async (frame: Uint8Array): Promise<void> => {
    if (frame.length !== frameBytes(plan)) throw new Failure('internal', {}, `${frame.length} bytes`);
    if (encoder === undefined) return whole;
    const { stdin } = encoder;
    const broken = await new Promise((resolve) => stdin.write(frame, resolve));
    if (broken) await whole;
    taken += 1;
  };

  return {
    get pid() {
      return encoder?.pid;
    },
    write: (frame) => quietly(send(frame)),
    finish: async () => {
      encoder?.stdin.end();
      await whole;
    },
    [Symbol.asyncDispose]: async () => {
      encoder?.kill(new Failure('cancelled'));
      await whole.catch(() => {});
    },
  };
};
