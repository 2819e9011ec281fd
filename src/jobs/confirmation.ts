import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Json } from '../core/json.ts';
import { readSetting, removeSetting, writeSetting } from '../store/saved-settings.ts';
import type { Services } from './services.ts';

/** Setting-name prefix of questions that wait for confirmation. */
export const askedPrefix = 'asked:';

const minutesKept = 15;
// As long as Discord's links to attachments work.
const formMinutes = 24 * 60;

const untilIn = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

const valid = (value: Json): boolean => {
  const until = (value as { until?: string } | null)?.until;
  return until !== undefined && Date.parse(until) >= Date.now();
};

const formName = (id: string): string => `${askedPrefix}form:${id}`;

/** Stores what a form is about that someone has opened. Returns the ID that the form must name. */
export const rememberForm = async (
  { store: { database } }: Pick<Services, 'store'>,
  owner: string,
  about: Json,
): Promise<string> => {
  const id = newId();
  await writeSetting(database, owner, formName(id), { until: untilIn(formMinutes), about });
  return id;
};

/** What someone's form is about. Throws `Failure` `expired` when it isn't theirs or has expired. */
export const findForm = async (
  { store: { database } }: Pick<Services, 'store'>,
  owner: string,
  id: string,
): Promise<Json> => {
  const form = await readSetting(database, owner, formName(id));
  if (!valid(form)) throw new Failure('expired');
  return (form as { about: Json }).about;
};

/** Stores for a while that someone was asked to confirm. Returns the ID their answer must name. */
export const rememberAsked = async (
  services: Services,
  owner: string,
  id: string = newId(),
): Promise<string> => {
  const value = { until: untilIn(minutesKept) };
  await writeSetting(services.store.database, owner, `${askedPrefix}${id}`, value);
  return id;
};

/** Accepts an answer, once. Throws `Failure` `not_found` when the question was never asked or has expired. */
export const takeAsked = async (services: Services, owner: string, id: string): Promise<void> => {
  const { database } = services.store;
  const asked = await readSetting(database, owner, `${askedPrefix}${id}`);
  await removeSetting(database, owner, `${askedPrefix}${id}`);
  if (!valid(asked)) throw new Failure('not_found');
};
