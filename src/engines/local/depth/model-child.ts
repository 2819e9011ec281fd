import { answerParent } from '../../../media/answer-parent.ts';
import { createRandom } from '../random.ts';
import { runDepthModel } from './depth-model.ts';
import type { DepthModel } from './source.ts';

await answerParent(async (model: DepthModel): Promise<number> => {
  const begun = performance.now();
  const random = createRandom(1);
  // Bright at the bottom and speckled, so that every model finds some depth in it.
  await runDepthModel(model, { width: 640, height: 480 }, async ({ width, height }) =>
    Uint8Array.from(
      { length: width * height * 3 },
      (_, i) => (200 * i) / (width * height * 3) + 50 * random(),
    ),
  );
  return (performance.now() - begun) / 1000;
});
