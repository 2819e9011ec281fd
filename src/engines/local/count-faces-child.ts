import { answerParent } from '../../media/answer-parent.ts';
import { photoSize } from '../../media/texture.ts';
import { pairSide } from './portraits/sitters.ts';
import { facesIn } from './sight.ts';

await answerParent(
  async (path: string): Promise<number> => (await facesIn(path, await photoSize(path), pairSide)).length,
);
