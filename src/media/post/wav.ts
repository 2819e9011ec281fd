import { type FileHandle, open } from 'node:fs/promises';

/** Programs that write to a pipe can't know the length, so they leave one of these values. */
const isUnknown = (length: number): boolean => length === 0 || length >= 0x7fff0000;

const maxChunks = 1000;

const readAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
};

/** Duration in seconds from the chunks of an open WAV: by its sample count if present, else by its bytes. */
const secondsIn = async (file: FileHandle): Promise<number | null> => {
  const { size } = await file.stat();
  let [samplesRate, bytesRate, samples] = [0, 0, 0];
  for (let at = 12, count = 0; count < maxChunks; count += 1) {
    const chunk = await readAt(file, at, 20);
    if (chunk.length < 8) return null;
    const [type, length] = [chunk.toString('latin1', 0, 4), chunk.readUInt32LE(4)];
    if (type === 'fmt ' && chunk.length === 20)
      [samplesRate, bytesRate] = [chunk.readUInt32LE(12), chunk.readUInt32LE(16)];
    if (type === 'fact' && chunk.length >= 12) samples = chunk.readUInt32LE(8);
    if (type === 'data') {
      if (samplesRate === 0 || bytesRate === 0) return null;
      if (!isUnknown(samples)) return samples / samplesRate;
      return (isUnknown(length) ? size - at - 8 : length) / bytesRate;
    }
    at += 8 + length + (length % 2);
  }
  return null;
};

/** A WAV's duration in seconds, as declared or else as measured. Null for a file that is not a WAV. */
export const wavSeconds = async (path: string): Promise<number | null> => {
  const file = await open(path);
  try {
    const head = await readAt(file, 0, 12);
    return /^(?:RIFF|RF64).{4}WAVE$/s.test(head.toString('latin1')) ? await secondsIn(file) : null;
  } finally {
    await file.close();
  }
};
