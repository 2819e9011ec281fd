import { isLoopback } from '../../core/allowed-hosts.ts';
import { attemptField } from './webhook-receiver.ts';

/** The path of the webhook endpoint. */
export const hookPath = '/webhooks/replicate';

/**
 * The webhook URL of an attempt; null when the provider can't reach us. Plain http is allowed only when both ends are
 * on this machine.
 */
export const webhookUrl = (
  { publicUrl, apiUrl }: { readonly publicUrl?: string | undefined; readonly apiUrl: string },
  idempotencyKey: string,
): string | null => {
  if (publicUrl === undefined) return null;
  const url = new URL(publicUrl);
  const reachable = url.protocol === 'https:' || (isLoopback(url) && isLoopback(new URL(apiUrl)));
  if (!reachable) return null;
  url.pathname = `${url.pathname.replace(/\/$/, '')}${hookPath}`;
  url.search = new URLSearchParams({ [attemptField]: idempotencyKey }).toString();
  return url.href;
};

const failureSeconds = 60;

/** The signing secret: the given one, or fetched once. A failed fetch isn't repeated for a minute. */
export const secretSource = (
  given: string | undefined,
  fetchSecret: () => Promise<string>,
): (() => Promise<string>) => {
  let known: Promise<string> | null = given === undefined ? null : Promise.resolve(given);
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
