import { setTimeout as sleep } from 'node:timers/promises';

const remembered = 5_000;

/** Adds an entry and keeps the latest 5,000. */
const remember = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void => {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > remembered && oldest !== undefined) map.delete(oldest);
};

/** Webhook events of predictions in this process. They only wake waiters; their content is never trusted. */
export const openWebhookEvents = () => {
  const unread = new Map<string, true>();
  const attempts = new Map<string, string>();
  const waiting = new Map<string, () => void>();
  return {
    heard: (id: string, idempotencyKey: string | null): void => {
      remember(unread, id, true);
      if (idempotencyKey !== null) remember(attempts, idempotencyKey, id);
      waiting.get(id)?.();
    },
    /** The id of the prediction that an attempt's webhook named. */
    predictionOf: (idempotencyKey: string): string | null => attempts.get(idempotencyKey) ?? null,
    /** Marks events of a prediction as read, right before it is checked. Returns whether there were any. */
    read: (id: string): boolean => unread.delete(id),
    /** Resolves on an unread event or after `milliseconds`; rejects when `signal` aborts. */
    wait: async (id: string, milliseconds: number, signal: AbortSignal): Promise<void> => {
      signal.throwIfAborted();
      if (unread.has(id)) return;
      const news = new AbortController();
      const wake = (): void => news.abort();
      waiting.set(id, wake);
      try {
        await sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, news.signal]) });
      } catch (error) {
        if (!news.signal.aborted) throw error;
      } finally {
        if (waiting.get(id) === wake) waiting.delete(id);
      }
    },
  };
};

export type WebhookEvents = ReturnType<typeof openWebhookEvents>;
