import { answerParent, watchFromThread } from './answer-parent.ts';
import { type IntakeTask, takePicture } from './take-picture.ts';

// These decoders keep the thread busy that would watch.
const busy = new Set(['heic', 'jxl']);

await answerParent((task: IntakeTask) => {
  if (busy.has(task.type)) watchFromThread();
  return takePicture(task);
});
