import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  FilePathSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
} from 'mediabunny';
import { Failure } from '../../core/failure.ts';
import { writeBytes, writeWhole } from '../whole-file.ts';

const open = (path: string): Input => new Input({ source: new FilePathSource(path), formats: [MP4, QTFF] });

const bad = (): never => {
  throw new Failure('bad_output');
};

/**
 * Combines the video of one MP4 and the audio of another into one MP4 without re-encoding. Throws `Failure`
 * `bad_output`.
 */
export const mux = async (pictures: string, sound: string, target: string): Promise<void> => {
  using videoInput = open(pictures);
  using audioInput = open(sound);
  const video = (await videoInput.getPrimaryVideoTrack()) ?? bad();
  const audio = (await audioInput.getPrimaryAudioTrack()) ?? bad();
  const videoSource = new EncodedVideoPacketSource((await video.getCodec()) ?? bad());
  const audioSource = new EncodedAudioPacketSource((await audio.getCodec()) ?? bad());
  const memory = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: memory });
  const { averagePacketRate } = await video.computePacketStats();
  output.addVideoTrack(videoSource, { frameRate: averagePacketRate });
  output.addAudioTrack(audioSource);
  await output.start();
  const [videoDecoder, audioDecoder] = [await video.getDecoderConfig(), await audio.getDecoderConfig()];
  if (videoDecoder === null || audioDecoder === null) return bad();
  for await (const packet of new EncodedPacketSink(video).packets()) {
    await videoSource.add(packet, { decoderConfig: videoDecoder });
  }
  for await (const packet of new EncodedPacketSink(audio).packets()) {
    await audioSource.add(packet, { decoderConfig: audioDecoder });
  }
  await output.finalize();
  const bytes = new Uint8Array(memory.buffer ?? bad());
  await writeWhole(target, (part) => writeBytes(part, bytes));
};
