import { open } from 'node:fs/promises';

const manifestId = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
// The manifest directly follows the file type box.
const headBytes = 1_024;

/** Whether an MP4 carries Content Credentials. True for every clip finished since they were introduced. */
export const hasManifest = async (path: string): Promise<boolean> => {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead).includes(manifestId);
};
