import { createHash } from 'node:crypto';
import type { ChatServices } from './chat.ts';

/** Registers our commands on a platform, only if they changed. Commands that it already knows keep working. */
export const onceRegistered = async (
  { log, remembered }: Pick<ChatServices, 'log' | 'remembered'>,
  name: string,
  told: unknown,
  tell: () => Promise<unknown>,
): Promise<void> => {
  const digest = createHash('sha256').update(JSON.stringify(told)).digest('hex');
  try {
    if ((await remembered.read(name)) === digest) return;
    await tell();
    await remembered.write(name, digest);
  } catch (error) {
    log.error({ error }, 'commands could not be registered');
  }
};
