import { runJob } from '../../src/jobs/run-job.ts';
import { openChatServices, surroundingsShape } from './chat-services.ts';

// Carries out the jobs its parent names, there to be frozen and thawed at any step.
const { services } = await openChatServices(surroundingsShape.parse(JSON.parse(process.argv[2] ?? '')));
const never = new AbortController().signal;

process.on('disconnect', () => process.exit());
process.on('message', (id: string) => {
  void runJob(services, id, never)
    .catch(() => {})
    .finally(() => process.send?.(id));
});
process.send?.('ready');
