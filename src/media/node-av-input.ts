import { Decoder } from 'node-av/api';
import { AVERROR_EOF, AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import {
  Dictionary,
  FFmpegError,
  FormatContext,
  type Frame,
  InputFormat,
  Packet,
  Rational,
  type Stream,
} from 'node-av/lib';
import type { EncodeSteps } from './encode-steps.ts';

const { throwIfError } = FFmpegError;

// Bypasses node-av's Demuxer, which keeps a hundred raw frames in memory and treats a read error as end of file.
async function* packets(format: FormatContext, stream: Stream): AsyncGenerator<Packet | null> {
  for (;;) {
    const packet = new Packet();
    packet.alloc();
    const code = await format.readFrame(packet);
    if (code === AVERROR_EOF) break;
    throwIfError(code, 'Reading failed');
    packet.timeBase = stream.timeBase;
    yield packet;
  }
  yield null;
}

// Raw frames have no frame count, but one time unit is one frame.
const rateOf = ({ nbFrames, duration, timeBase }: Stream): Rational =>
  nbFrames > 0n
    ? new Rational(Number(nbFrames) * timeBase.den, Number(duration) * timeBase.num)
    : timeBase.inv();

const typeOf = { video: AVMEDIA_TYPE_VIDEO, audio: AVMEDIA_TYPE_AUDIO };

/** The input's single stream: its frame rate (null for sound) and its decoded frames, ending with null. */
export const openInput = async ({ medium, input, decoder }: EncodeSteps) => {
  const format = new FormatContext();
  const demuxer = InputFormat.findInputFormat(input.format);
  throwIfError(
    await format.openInput(input.url, demuxer, Dictionary.fromObject(input.options)),
    'Opening failed',
  );
  const stream = format.streams.find(({ codecpar }) => codecpar.codecType === typeOf[medium]);
  if (stream === undefined) throw new Error(`No ${medium} stream`);
  const frames: AsyncIterable<Frame | null> =
    // As with ffmpeg, missing sound shows in the length.
    (await Decoder.create(stream, { options: { ...decoder }, exitOnError: medium === 'video' })).frames(
      packets(format, stream),
    );
  return { rate: medium === 'video' ? rateOf(stream) : null, frames };
};
