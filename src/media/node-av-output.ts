import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PICTURE_TYPE_NONE,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  type AVPixelFormat,
  type AVSampleFormat,
  type FFEncoderCodec,
} from 'node-av/constants';
import {
  Codec,
  CodecContext,
  Dictionary,
  FFmpegError,
  FormatContext,
  type Frame,
  type IRational,
  Packet,
  Rational,
} from 'node-av/lib';
import { type EncodeSteps, keyframeSeconds } from './encode-steps.ts';

const { throwIfError } = FFmpegError;

const describePictures = (context: CodecContext, rate: IRational, frame: Frame): void => {
  context.width = frame.width;
  context.height = frame.height;
  context.pixelFormat = frame.format as AVPixelFormat;
  context.sampleAspectRatio = frame.sampleAspectRatio;
  context.framerate = Rational.fromObject(rate);
  context.timeBase = context.framerate.inv();
  context.gopSize = Math.floor(keyframeSeconds * context.framerate.toDouble());
};

const describeSound = (context: CodecContext, frame: Frame): void => {
  context.sampleRate = frame.sampleRate;
  context.sampleFormat = frame.format as AVSampleFormat;
  context.channelLayout = frame.channelLayout;
  context.timeBase = new Rational(1, frame.sampleRate);
};

const openEncoder = async (
  { medium, encoder }: EncodeSteps,
  rate: IRational | null,
  frame: Frame,
): Promise<CodecContext> => {
  const codec = Codec.findEncoderByName(encoder.name as FFEncoderCodec);
  const context = new CodecContext();
  context.allocContext3(codec);
  if (medium === 'audio') describeSound(context, frame);
  else if (rate === null) throw new Error('No frame rate');
  else describePictures(context, rate, frame);
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  throwIfError(
    await context.open2(codec, Dictionary.fromObject(encoder.options)),
    'Opening the encoder failed',
  );
  return context;
};

// Bypasses node-av's Muxer, which treats a full disk as success.
const openMuxer = async ({ output }: EncodeSteps, encoder: CodecContext) => {
  const format = new FormatContext();
  throwIfError(format.allocOutputContext2(null, output.format, output.url), 'Choosing the format failed');
  const stream = format.newStream();
  stream.timeBase = encoder.timeBase;
  stream.avgFrameRate = encoder.framerate;
  stream.sampleAspectRatio = encoder.sampleAspectRatio;
  throwIfError(stream.codecpar.fromContext(encoder), 'Describing the stream failed');
  throwIfError(await format.openOutput(), 'Creating the file failed');
  throwIfError(await format.writeHeader(Dictionary.fromObject(output.options)), 'Writing the header failed');
  return { format, stream };
};

/**
 * Encodes frames into the output. The first frame sets the size. `write` returns the number of frames or samples taken
 * so far, `close` the number of packets written.
 */
export const openOutput = async (steps: EncodeSteps, rate: IRational | null, first: Frame) => {
  const encoder = await openEncoder(steps, rate, first);
  const { format, stream } = await openMuxer(steps, encoder);
  const packet = new Packet();
  packet.alloc();
  let taken = 0;
  let written = 0;

  const encode = async (frame: Frame | null): Promise<void> => {
    throwIfError(await encoder.sendFrame(frame), 'Encoding failed');
    for (;;) {
      const code = await encoder.receivePacket(packet);
      if (code === AVERROR_EAGAIN || code === AVERROR_EOF) return;
      throwIfError(code, 'Encoding failed');
      packet.rescaleTs(encoder.timeBase, stream.timeBase);
      throwIfError(await format.interleavedWriteFrame(packet), 'Writing failed');
      written += 1;
    }
  };

  return {
    write: async (frame: Frame): Promise<number> => {
      frame.pts = BigInt(taken);
      const length = steps.medium === 'audio' ? frame.nbSamples : 1;
      frame.duration = BigInt(length);
      frame.timeBase = encoder.timeBase;
      frame.pictType = AV_PICTURE_TYPE_NONE;
      await encode(frame);
      taken += length;
      return taken;
    },
    close: async (): Promise<number> => {
      await encode(null);
      throwIfError(await format.writeTrailer(), 'Finishing the file failed');
      await format.closeOutput();
      return written;
    },
  };
};
