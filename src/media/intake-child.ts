import { answerParent, watchFromThread } from './answer-parent.ts';
import { decodePicture, type IntakeTask } from './decode-picture.ts';

// These decoders block the thread that would check the memory limit.
const busy = new Set(['heic', 'jxl']);

await answerParent((task: IntakeTask) => {
  if (busy.has(task.type)) watchFromThread();
  return decodePicture(task);
});
