import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { Json } from '../core/json.ts';
import { closeQuestion, readQuestion, writeQuestion } from '../store/open-questions.ts';
import type { Services } from './services.ts';

type Stored = Pick<Services, 'store'>;

const minutesKept = 15;
// As long as Discord's links to attachments work.
const formMinutes = 24 * 60;

/** Stores what a form is about that someone has opened. Returns the ID that the form must name. */
export const rememberForm = async (
  { store: { database } }: Stored,
  owner: string,
  about: Json,
): Promise<string> => {
  const id = newId();
  await writeQuestion(database, { owner, id, about, minutes: formMinutes });
  return id;
};

/** What someone's form is about. Throws `Failure` `expired` when it isn't theirs or has expired. */
export const findForm = async ({ store: { database } }: Stored, owner: string, id: string): Promise<Json> => {
  const about = await readQuestion(database, owner, id);
  if (about === undefined) throw new Failure('expired');
  return about;
};

/** Forgets what someone's form was about, once it was carried out. */
export const dropForm = async ({ store: { database } }: Stored, owner: string, id: string): Promise<void> => {
  await closeQuestion(database, owner, id);
};

/** Stores for a while that someone was asked to confirm. Returns the ID their answer must name. */
export const openConfirmation = async (
  { store: { database } }: Stored,
  owner: string,
  id: string = newId(),
): Promise<string> => {
  await writeQuestion(database, { owner, id, about: null, minutes: minutesKept });
  return id;
};

/** Whose question it is, which stays open. Throws `Failure` `not_found` when none of these owners was asked, or it has expired. */
export const findConfirmation = async (
  { store: { database } }: Stored,
  owners: readonly string[],
  id: string,
): Promise<string> => {
  for (const owner of owners) if ((await readQuestion(database, owner, id)) !== undefined) return owner;
  throw new Failure('not_found');
};

/**
 * Accepts an answer, once, by any of these owners. Returns whose question it was. Throws `Failure` `not_found` when it was
 * never asked or has expired.
 */
export const takeConfirmation = async (
  { store: { database } }: Stored,
  owners: readonly string[],
  id: string,
): Promise<string> => {
  for (const owner of owners) if (await closeQuestion(database, owner, id)) return owner;
  throw new Failure('not_found');
};
