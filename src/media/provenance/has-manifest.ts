import { open } from 'node:fs/promises';

const manifestId = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
// It stands right behind the type of the file.
const headBytes = 1_024;

/** Whether an MP4 carries Content Credentials, as every clip does that was finished since they are written. */
export const hasManifest = async (path: string): Promise<boolean> => {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead).includes(manifestId);
};
