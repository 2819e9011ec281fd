import {
  BufferTarget,
  Conversion,
  FilePathSource,
  Input,
  MATROSKA,
  MP4,
  Mp4OutputFormat,
  Output,
  QTFF,
  WEBM,
} from 'mediabunny';
import { Failure } from '../core/failure.ts';
import { writeBytes, writeWhole } from './whole-file.ts';

/** Copies only the video and audio of a clip into an MP4, without re-encoding. Throws `Failure` `bad_output`. */
export const stripMetadata = async (source: string, target: string): Promise<void> => {
  const memory = new BufferTarget();
  try {
    using input = new Input({ source: new FilePathSource(source), formats: [MP4, QTFF, WEBM, MATROSKA] });
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: memory });
    const conversion = await Conversion.init({ input, output, tags: {}, showWarnings: false });
    if (!conversion.isValid) throw new Error('a track cannot be copied');
    await conversion.execute();
  } catch (error) {
    throw new Failure('bad_output', {}, error);
  }
  const { buffer } = memory;
  if (buffer === null) throw new Failure('bad_output');
  await writeWhole(target, (part) => writeBytes(part, new Uint8Array(buffer)));
};
