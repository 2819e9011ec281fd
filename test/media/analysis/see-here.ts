import { readForAnalysis } from '../../../src/media/analysis/read-photo.ts';
import { seePhoto } from '../../../src/media/analysis/see-photo.ts';
import type { PhotoAnalysis } from '../../../src/media/analysis/types.ts';
import { openVision } from '../../../src/media/analysis/vision.ts';

let vision: ReturnType<typeof openVision> | undefined;

/** Sees what is in a photo as `analysePhoto` does, in this process, which keeps its models: opening them takes longest. */
export const seeHere = async (path: string): Promise<PhotoAnalysis> => {
  vision ??= openVision();
  return seePhoto(await vision, await readForAnalysis(path));
};
