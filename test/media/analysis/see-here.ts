import { readForAnalysis } from '../../../src/media/analysis/read-photo.ts';
import { seePhoto } from '../../../src/media/analysis/see-photo.ts';
import type { PhotoAnalysis } from '../../../src/media/analysis/types.ts';
import { openVision } from '../../../src/media/analysis/vision.ts';

// TensorFlow.js rethrows whatever nobody catches, which ends the process under all test files that come later. Vitest says
// whose error it was.
const openHere = async (): ReturnType<typeof openVision> => {
  const events = ['uncaughtException', 'unhandledRejection'];
  const own = new Set(events.flatMap((event) => process.rawListeners(event)));
  const opened = await openVision();
  for (const event of events)
    for (const listener of process.rawListeners(event))
      if (!own.has(listener)) process.removeListener(event, listener as () => void);
  return opened;
};

let vision: ReturnType<typeof openVision> | undefined;

/** The models, loaded once for all test files of this process. */
export const visionHere = (): ReturnType<typeof openVision> => {
  vision ??= openHere();
  return vision;
};

const known = new Map<string, Promise<PhotoAnalysis>>();

const look = async (path: string): Promise<PhotoAnalysis> =>
  seePhoto(await visionHere(), await readForAnalysis(path));

/**
 * Sees what is in a photo as `analysePhoto` does, in this process, which keeps its models and what it saw of the sample
 * photos: test files share both.
 */
export const seeHere = (path: string): Promise<PhotoAnalysis> => {
  if (!path.startsWith('test/fixtures/')) return look(path);
  const seen = known.get(path) ?? look(path);
  known.set(path, seen);
  return seen;
};
