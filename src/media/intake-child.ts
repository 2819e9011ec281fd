import { answerParent, watchFromThread } from './answer-parent.ts';
import { type IntakeTask, takePicture } from './take-picture.ts';

// These decoders block the thread that would check the memory limit.
const busy = new Set(['heic', 'jxl']);

await answerParent((task: IntakeTask) => {
  if (busy.has(task.type)) watchFromThread();
  return takePicture(task);
});
