import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { Failure } from '../core/failure.ts';
import { answerParent } from './answer-parent.ts';
import type { Probe } from './probe.ts';

/** A streamable file starts with its index, so a truncated one may still list frames that it no longer contains. */
const isWhole = async (track: InputTrack): Promise<boolean> =>
  (await new EncodedPacketSink(track).getPacket(Number.POSITIVE_INFINITY)) !== null;

type Task = { readonly path: string; readonly kinds: 'mp4' | 'any' };

const read = async ({ path, kinds }: Task): Promise<Probe | null> => {
  const formats = kinds === 'any' ? [MP4, QTFF, WEBM, MATROSKA] : [MP4, QTFF];
  using input = new Input({ source: new FilePathSource(path), formats });
  const format = await input.getFormat();
  const video = await input.getPrimaryVideoTrack();
  const codec = await video?.getCodec();
  if (!video || !codec) return null;
  const tracks = await input.getTracks();
  const whole = await Promise.all(tracks.map(isWhole));
  const [start, end] = [await video.getFirstTimestamp(), await video.computeDuration()];
  const { packetCount, averagePacketRate } = await video.computePacketStats();
  if (whole.includes(false) || !(end > start)) return null;
  return {
    width: await video.getDisplayWidth(),
    height: await video.getDisplayHeight(),
    seconds: end - start,
    fps: averagePacketRate,
    frames: packetCount,
    codec,
    audio: tracks.some((track) => track.isAudioTrack()),
    bytes: await input.source.getSize(),
    format: format === MP4 || format === QTFF ? 'mov' : 'matroska',
    rotation: await video.getRotation(),
  };
};

await answerParent(async (task: Task): Promise<Probe> => {
  const found = await read(task).catch((error: unknown) => {
    throw new Failure('bad_output', {}, error);
  });
  if (found === null) throw new Failure('bad_output');
  return found;
});
