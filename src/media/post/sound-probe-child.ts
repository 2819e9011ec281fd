import { ADTS, FilePathSource, FLAC, Input, MATROSKA, MP3, MP4, OGG, QTFF, WEBM } from 'mediabunny';
import { Failure } from '../../core/failure.ts';
import { answerParent } from '../answer-parent.ts';
import type { SoundIn } from '../encode-plan.ts';
import type { Sound } from './sound-probe.ts';
import { wavSeconds } from './wav.ts';

const readers = new Map<unknown, SoundIn['format']>([
  [ADTS, 'aac'],
  [FLAC, 'flac'],
  [MATROSKA, 'matroska'],
  [MP3, 'mp3'],
  [MP4, 'mov'],
  [OGG, 'ogg'],
  [QTFF, 'mov'],
  [WEBM, 'matroska'],
]);

const read = async (path: string): Promise<Sound | null> => {
  const wav = await wavSeconds(path);
  if (wav !== null) return wav > 0 ? { format: 'wav', seconds: wav } : null;
  const formats = [WEBM, MATROSKA, ADTS, FLAC, MP3, MP4, OGG, QTFF];
  using input = new Input({ source: new FilePathSource(path), formats });
  const format = readers.get(await input.getFormat());
  const track = await input.getPrimaryAudioTrack();
  if (format === undefined || track === null) return null;
  const seconds = (await track.computeDuration()) - (await track.getFirstTimestamp());
  return seconds > 0 ? { format, seconds } : null;
};

await answerParent(async ({ path }: { readonly path: string }): Promise<Sound> => {
  const found = await read(path).catch((error: unknown) => {
    throw new Failure('sound_not_audio', {}, error);
  });
  if (found === null) throw new Failure('sound_not_audio');
  return found;
});
