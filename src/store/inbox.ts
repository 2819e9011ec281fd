import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Json } from '../core/json.ts';
import type { BundledUpdate, HeldUpdate, StoredUpdate } from '../core/update.ts';
import type { Database } from './open-store.ts';
import { rowsOf } from './rows-of.ts';
import { inbox } from './tables/inbox-table.ts';

/** Seconds a process keeps an update without a heartbeat. */
const heldSeconds = 15;
const heldEnd = sql`now() + make_interval(secs => ${heldSeconds})`;
const keptDays = 2;
const most = 200;

/** Stores updates and holds them for this process. Returns the ids of those not seen before. */
export const receiveUpdates = async (
  database: Database,
  updates: readonly StoredUpdate[],
): Promise<ReadonlySet<string>> => {
  if (updates.length === 0) return new Set();
  // One parameter for all of them: a hundred rows of parameters take longer to write than to store.
  const rows = await rowsOf<{ id: string }>(
    database,
    sql`insert into inbox (id, body, bundle, held_until) select one.*, ${heldEnd}
      from jsonb_to_recordset(${JSON.stringify(updates)}::jsonb) as one (id text, body jsonb, bundle text)
      on conflict (id) do nothing returning id`,
  );
  return new Set(rows.map(({ id }) => id));
};

/** Heartbeat: extends the hold on updates that no other process has taken over. Returns the ids we still hold. */
export const holdUpdates = async (
  database: Database,
  held: readonly HeldUpdate[],
): Promise<ReadonlySet<string>> => {
  if (held.length === 0) return new Set();
  const ours = held.map(({ id, tries }) => sql`(${id}, ${tries}::int)`);
  const rows = await database
    .update(inbox)
    .set({ heldUntil: heldEnd })
    .where(and(sql`(${inbox.id}, ${inbox.tries}) in (${sql.join(ours, sql`, `)})`, isNull(inbox.doneAt)))
    .returning({ id: inbox.id });
  return new Set(rows.map(({ id }) => id));
};

/** Takes over updates whose hold has expired, oldest first. `tries` counts how often each was taken. */
export const takeLostUpdates = async (
  database: Database,
  platform: string,
): Promise<(StoredUpdate & { readonly tries: number })[]> => {
  const lost = sql`${inbox.id} in (select id from inbox where done_at is null and held_until < now()
    and id like ${`${platform}:%`} order by received_at limit ${most} for update skip locked)`;
  const rows = await database
    .update(inbox)
    .set({ heldUntil: heldEnd, tries: sql`${inbox.tries} + 1` })
    .where(lost)
    .returning();
  return rows.sort((left, right) => left.receivedAt.getTime() - right.receivedAt.getTime());
};

/** Releases all unhandled updates. Only for a process that owns the whole database, at startup. */
export const releaseUpdates = async (database: Database): Promise<void> => {
  await database.update(inbox).set({ heldUntil: sql`now()` }).where(isNull(inbox.doneAt));
};

/** The updates of a bundle, in id order, also those that were erased. */
export const bundledUpdates = (database: Database, bundle: string): Promise<BundledUpdate[]> =>
  database
    .select({
      ...{ id: inbox.id, body: inbox.body, bundle: inbox.bundle },
      done: sql<boolean>`${inbox.doneAt} is not null`,
      note: sql<string | null>`${inbox.body} ->> 'note'`,
    })
    .from(inbox)
    .where(eq(inbox.bundle, bundle))
    .orderBy(sql`length(${inbox.id})`, inbox.id);

/** Takes the right to answer a bundle: a row of its own, which no platform's updates are looked for in. */
export const claimBundle = async (database: Database, bundle: string): Promise<HeldUpdate | null> => {
  const [claim] = await database
    .insert(inbox)
    .values({ id: `bundle:${bundle}`, heldUntil: heldEnd })
    .onConflictDoUpdate({
      target: inbox.id,
      set: { heldUntil: heldEnd, tries: sql`${inbox.tries} + 1` },
      setWhere: sql`${inbox.doneAt} is null and ${inbox.heldUntil} < now()`,
    })
    .returning({ id: inbox.id, tries: inbox.tries });
  return claim ?? null;
};

/** Notes something about a bundle, beside its updates. */
export const noteBundle = async (database: Database, bundle: string, note: string): Promise<void> => {
  const noted = JSON.stringify({ note });
  await database
    .update(inbox)
    .set({ body: sql`${inbox.body} || ${noted}::jsonb` })
    .where(and(eq(inbox.bundle, bundle), isNotNull(inbox.body)));
};

/** Whether an update of this platform that contains `part` isn't answered yet. */
export const isUpdateWaiting = async (database: Database, platform: string, part: Json): Promise<boolean> => {
  const found = await database
    .select({ id: inbox.id })
    .from(inbox)
    .where(
      and(
        isNull(inbox.doneAt),
        sql`${inbox.id} like ${`${platform}:%`} and ${inbox.body} @> ${JSON.stringify(part)}::jsonb`,
      ),
    )
    .limit(1);
  return found.length > 0;
};

/** Marks updates as handled and erases their content, except for bundles, which are kept for a while. */
export const finishUpdates = async (database: Database, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  // Of an album, only the photos may be needed again, by the buttons under it.
  const photosOnly = sql`${inbox.body} #- '{message,caption}' #- '{message,text}' #- '{message,reply_to_message}' #- '{message,document,file_name}'`;
  const body = sql`case when ${inbox.bundle} is null then null else ${photosOnly} end`;
  await database
    .update(inbox)
    .set({ body, doneAt: sql`now()` })
    .where(inArray(inbox.id, [...ids]));
};

/** Deletes updates that were handled, or received and never handled, more than two days ago. */
export const forgetUpdates = async (database: Database): Promise<void> => {
  const old = sql`now() - make_interval(days => ${keptDays})`;
  await database
    .delete(inbox)
    .where(or(lt(inbox.doneAt, old), and(isNull(inbox.doneAt), lt(inbox.receivedAt, old))));
};
