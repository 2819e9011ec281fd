import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { WebhookRequest } from '../../core/webhook.ts';
import type { WebhookEvents } from './webhook-events.ts';

/** The query parameter with the attempt's idempotency key in a webhook URL. */
export const attemptField = 'marker';

const windowSeconds = 300;
const maximumSignatures = 8;

/** Whether one of the signatures matches exactly these bytes. */
const isSigned = (secret: string, signed: string, body: Buffer, signatures: string): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(signed).update(body).digest();
  return signatures
    .split(' ', maximumSignatures)
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice(3), 'base64'))
    .some((one) => one.length === expected.length && timingSafeEqual(one, expected));
};

const news = z.object({ id: z.string() });

const idIn = (body: Buffer): string | null => {
  try {
    return news.parse(JSON.parse(body.toString())).id;
  } catch {
    return null;
  }
};

/**
 * Handles webhooks and returns an HTTP status. An event counts only when it is signed, recent and new, and even then
 * it only wakes waiters.
 */
export const createReceiver = (
  secret: () => Promise<string>,
  postbox: WebhookEvents,
  now: () => number = Date.now,
): ((webhookRequest: WebhookRequest) => Promise<number>) => {
  const heard = new Map<string, number>();
  const isNew = (id: string): boolean => {
    const oldest = now() - 2 * windowSeconds * 1_000;
    for (const [old, at] of heard) {
      if (at >= oldest) break;
      heard.delete(old);
    }
    if (heard.has(id)) return false;
    heard.set(id, now());
    return true;
  };
  return async ({ body, headers, query }) => {
    const [id, moment, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
      (name) => headers[name],
    );
    if (typeof id !== 'string' || typeof moment !== 'string' || typeof signatures !== 'string') return 401;
    if (!/^\d{1,12}$/.test(moment) || Math.abs(now() / 1_000 - Number(moment)) > windowSeconds) return 401;
    const key = await secret().catch(() => null);
    if (key === null) return 503;
    if (!isSigned(key, `${id}.${moment}.`, body, signatures)) return 401;
    const prediction = idIn(body);
    if (prediction === null) return 400;
    if (isNew(id)) postbox.heard(prediction, query.get(attemptField));
    return 200;
  };
};
