import { webhookUrl } from '../../core/webhook.ts';
import { attemptField } from './webhook-receiver.ts';

/** The path of the webhook endpoint. */
export const hookPath = '/webhooks/replicate';

/** The webhook URL of an attempt; null when the provider can't reach us. */
export const attemptUrl = (urls: Parameters<typeof webhookUrl>[0], idempotencyKey: string): string | null => {
  const url = webhookUrl(urls, hookPath);
  url?.searchParams.set(attemptField, idempotencyKey);
  return url?.href ?? null;
};

const failureSeconds = 60;

/** The signing secret: the given one, or fetched once. A failed fetch isn't repeated for a minute. */
export const secretSource = (
  configured: string | undefined,
  fetchSecret: () => Promise<string>,
): (() => Promise<string>) => {
  let known: Promise<string> | null = configured === undefined ? null : Promise.resolve(configured);
  return () => {
    if (known === null) {
      const fetched = fetchSecret();
      known = fetched;
      fetched.catch(() => {
        setTimeout(() => {
          known = null;
        }, failureSeconds * 1_000).unref();
      });
    }
    return known;
  };
};
