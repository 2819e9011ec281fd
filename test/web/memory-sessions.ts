import { createHash } from 'node:crypto';
import type { WebSession, WebSessions } from '../../src/core/browser-session.ts';

const idOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Sessions as the store keeps them, in memory, for pages without a database. */
export const memorySessions = (days = 90): WebSessions => {
  const kept = new Map<string, WebSession & { expiresAt: number }>();
  const live = ({ expiresAt }: { expiresAt: number }): boolean => expiresAt > Date.now();
  return {
    days,
    begin: async (token, session, seconds = days * 86_400) => {
      const now = new Date();
      const id = idOf(token);
      kept.set(id, {
        ...{ id, ...session, createdAt: now, seenAt: now },
        expiresAt: now.getTime() + seconds * 1_000,
      });
    },
    find: async (token) => {
      const found = kept.get(idOf(token));
      if (found === undefined || !live(found)) return null;
      const { expiresAt: _expiresAt, ...session } = found;
      return { ...session, due: session.seenAt === session.createdAt };
    },
    renew: async (token) => {
      const found = kept.get(idOf(token));
      if (found !== undefined) kept.set(found.id, { ...found, seenAt: new Date() });
    },
    replaced: async (owner) =>
      [...kept.values()].some((one) => one.owner === owner && (one.seenAt !== one.createdAt || !live(one))),
    list: async (owner) => [...kept.values()].filter((one) => one.owner === owner && live(one)).reverse(),
    end: async (owner, which) => {
      for (const one of kept.values()) {
        const chosen = 'id' in which ? one.id === which.id : one.id !== which.except;
        if (one.owner === owner && chosen) one.expiresAt = 0;
      }
    },
  };
};
