import { answerParent } from '../answer-parent.ts';
import { readForAnalysis } from './read-photo.ts';
import { seePhoto } from './see-photo.ts';
import { pack, type SentAnalysis } from './sent.ts';
import { openVision } from './vision.ts';

await answerParent(async ({ path }: { readonly path: string }): Promise<SentAnalysis> => {
  const [photo, vision] = await Promise.all([readForAnalysis(path), openVision()]);
  return pack(await seePhoto(vision, photo));
});
