import { FilterAPI } from 'node-av/api';
import { AV_LOG_ERROR, AVERROR_EOF } from 'node-av/constants';
import { FFmpegError, type Frame, getFFmpegInfo, Log } from 'node-av/lib';
import type { EncodePlan } from './encode-plan.ts';
import { encodeSteps } from './encode-steps.ts';
import { openInput } from './node-av-input.ts';
import { openOutput } from './node-av-output.ts';

const atEnd = (error: unknown): true => {
  if (error instanceof FFmpegError && error.code === AVERROR_EOF) return true;
  throw error;
};

/** Output frames of a filter. A filter that has enough input, such as `trim`, ends before its input does. */
async function* filtered(filter: FilterAPI, frames: AsyncIterable<Frame | null>): AsyncGenerator<Frame> {
  for await (using frame of frames) {
    const over = await filter.process(frame).then(() => frame === null, atEnd);
    for (let next = await filter.receive(); next; next = await filter.receive()) yield next;
    if (over) return;
  }
}

// Uses only node-av's asynchronous calls: its synchronous ones crash the process at exit.
const encode = async (plan: EncodePlan): Promise<number> => {
  const steps = encodeSteps(plan);
  const { rate, frames } = await openInput(steps);
  const filter = FilterAPI.create(steps.graph, { ...(rate && { framerate: rate }), allowReinit: false });
  let output: Awaited<ReturnType<typeof openOutput>> | undefined;
  for await (using frame of filtered(filter, frames)) {
    output ??= await openOutput(steps, filter.frameRate, frame);
    if ((await output.write(frame)) === plan.frames) break;
  }
  return (await output?.close()) ?? 0;
};

const [argument = ''] = process.argv.slice(2);
if (argument === '-version') {
  const { version, configuration } = getFFmpegInfo();
  console.log(`node-av, ffmpeg version ${version}\nconfiguration: ${configuration}`);
} else {
  Log.setLevel(AV_LOG_ERROR);
  console.log(`frame=${await encode(JSON.parse(argument) as EncodePlan)}`);
}
