import { createHash } from 'node:crypto';
import { and, desc, eq, ne, not, or, sql } from 'drizzle-orm';
import type { WebSession, WebSessions } from '../core/browser-session.ts';
import type { Database } from './open-store.ts';
import { sessions } from './tables/sessions-table.ts';

const idOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const lasting = (seconds: number) => sql`now() + make_interval(secs => ${seconds})`;
const live = sql`${sessions.expiresAt} > now()`;

// The first renewal shows that the token has reached its browser.
const cameBack = sql`${sessions.seenAt} > ${sessions.createdAt}`;
// Requests that were sent before that may still be on their way.
const settled = sql`${cameBack} and ${sessions.createdAt} < now() - interval '10 minutes'`;
const due = sql<boolean>`not (${cameBack}) or ${sessions.seenAt} < now() - interval '1 hour'`;

/** Browsers that one visitor can be signed in with. Another one signs out the one that wasn't used for longest. */
const maxSessions = 20;

const shown = {
  id: sessions.id,
  owner: sessions.owner,
  key: sessions.key,
  agent: sessions.agent,
  createdAt: sessions.createdAt,
  seenAt: sessions.seenAt,
};

/** Sign-ins kept in the database. Only hashes of tokens are stored. */
export const storedSessions = (database: Database, days: number): WebSessions => ({
  days,
  begin: async (token, { owner, key, agent }, seconds = days * 86_400) => {
    // Rows outlive their end, so that an old cookie of their owner isn't taken for a new one.
    await database.delete(sessions).where(sql`${sessions.expiresAt} < now() - interval '400 days'`);
    await database
      .insert(sessions)
      .values({ id: idOf(token), owner, key, agent, expiresAt: lasting(seconds) });
    const recent = sql`select id from sessions where owner = ${owner} and ${live} order by seen_at desc limit ${maxSessions}`;
    await database
      .update(sessions)
      .set({ expiresAt: sql`now()` })
      .where(and(eq(sessions.owner, owner), live, sql`${sessions.id} not in (${recent})`));
  },
  find: async (token) => {
    const [row] = await database
      .select({ ...shown, due })
      .from(sessions)
      .where(and(eq(sessions.id, idOf(token)), live));
    return row ?? null;
  },
  renew: async (token) => {
    await database
      .update(sessions)
      .set({ seenAt: sql`now()`, expiresAt: lasting(days * 86_400) })
      .where(and(eq(sessions.id, idOf(token)), live));
  },
  replaced: async (owner) =>
    (
      await database
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.owner, owner), or(settled, not(live))))
        .limit(1)
    ).length > 0,
  list: (owner): Promise<WebSession[]> =>
    database
      .select(shown)
      .from(sessions)
      .where(and(eq(sessions.owner, owner), live))
      .orderBy(desc(sessions.seenAt)),
  end: async (owner, which) => {
    const chosen = 'id' in which ? eq(sessions.id, which.id) : ne(sessions.id, which.except);
    await database
      .update(sessions)
      .set({ expiresAt: sql`now()` })
      .where(and(eq(sessions.owner, owner), chosen, live));
  },
});
