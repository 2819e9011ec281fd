import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { readSetting, removeSetting, writeSetting } from '../store/saved-settings.ts';
import type { Services } from './services.ts';

/** Setting-name prefix of questions that wait for confirmation. */
export const askedPrefix = 'asked:';

const minutesKept = 15;

/** Stores for a while that someone was asked to confirm. Returns the ID their answer must name. */
export const rememberAsked = async (services: Services, owner: string): Promise<string> => {
  const id = newId();
  const until = new Date(Date.now() + minutesKept * 60_000).toISOString();
  await writeSetting(services.store.database, owner, `${askedPrefix}${id}`, { until });
  return id;
};

/** Accepts an answer, once. Throws `Failure` `not_found` when the question was never asked or has expired. */
export const takeAsked = async (services: Services, owner: string, id: string): Promise<void> => {
  const { database } = services.store;
  const asked = await readSetting(database, owner, `${askedPrefix}${id}`);
  await removeSetting(database, owner, `${askedPrefix}${id}`);
  const until = (asked as { until?: string } | null)?.until;
  if (until === undefined || Date.parse(until) < Date.now()) throw new Failure('not_found');
};
