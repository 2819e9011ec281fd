import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Bot, ChatServices } from './chat.ts';

const longestPause = 60_000;

/** Retries with growing pauses until the platform can be reached or `stop` aborts. A bad setting isn't retried. */
const persist = async <Result>(
  title: string,
  log: Log,
  stop: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> => {
  for (let pause = 1_000; ; pause = Math.min(2 * pause, longestPause)) {
    try {
      return await attempt();
    } catch (error) {
      if (stop.aborted || (error instanceof Failure && error.kind === 'bad_setting')) throw error;
      log.warn({ error }, `${title} can't be reached`);
      await wait(pause, undefined, { signal: stop });
    }
  }
};

/** Connects, retrying until `closing` is aborted. `connect` returns the account's name. */
export const openConnection = (
  title: string,
  log: Log,
  connect: () => Promise<string>,
): { readonly ready: Bot['ready']; readonly closing: AbortController } => {
  const closing = new AbortController();
  const ready = persist(title, log, closing.signal, connect);
  // Callers see the rejection when they await `ready`; until then it must not end the process.
  ready.catch(() => {});
  return { ready, closing };
};

/** Our account on a platform. Throws `Failure` `bad_setting` when the token is refused, otherwise `unavailable`. */
export const accountOf = async <Account>(
  title: string,
  setting: string,
  ask: () => Promise<Account>,
  isRefused: (error: unknown) => boolean,
): Promise<Account> => {
  try {
    return await ask();
  } catch (error) {
    if (!isRefused(error)) throw new Failure('unavailable', { name: title }, error);
    throw new Failure('bad_setting', { name: setting, rule: `was not accepted by ${title}` }, error);
  }
};

/** Registers our commands on a platform, only if they changed. Commands that it already knows keep working. */
export const onceRegistered = async (
  { log, remembered }: Pick<ChatServices, 'log' | 'remembered'>,
  name: string,
  registration: unknown,
  tell: () => Promise<unknown>,
): Promise<void> => {
  const digest = createHash('sha256').update(JSON.stringify(registration)).digest('hex');
  try {
    if ((await remembered.read(name)) === digest) return;
    await tell();
    await remembered.write(name, digest);
  } catch (error) {
    log.error({ error }, 'commands could not be registered');
  }
};
