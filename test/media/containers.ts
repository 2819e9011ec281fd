import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';

export type ContainerShape = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly audio: boolean;
  /** Where the index lies: before the frames, after them, or in pieces among them. */
  readonly index: 'first' | 'last' | 'scattered';
};

const fastStart = { first: 'in-memory', last: false, scattered: 'fragmented' } as const;

/** An MP4 with all the right tables and nothing worth seeing in its frames. */
export const makeContainer = async (shape: ContainerShape): Promise<Buffer> => {
  const { width, height, fps, frames, audio, index } = shape;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: fastStart[index] }), target });
  const video = new EncodedVideoPacketSource('vp9');
  const sound = new EncodedAudioPacketSource('opus');
  output.addVideoTrack(video, { frameRate: fps });
  if (audio) output.addAudioTrack(sound);
  await output.start();
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: width, codedHeight: height };
  for (let frame = 0; frame < frames; frame += 1) {
    const data = new Uint8Array(500).fill(frame);
    const packet = new EncodedPacket(data, frame === 0 ? 'key' : 'delta', frame / fps, 1 / fps);
    await video.add(packet, { decoderConfig });
  }
  if (audio) {
    const packet = new EncodedPacket(new Uint8Array(200), 'key', 0, frames / fps);
    await sound.add(packet, { decoderConfig: { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000 } });
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
};
