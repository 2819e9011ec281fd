import { isLoopback } from './allowed-hosts.ts';

/** A request to a webhook: the body byte for byte, header names in lower case. */
export type WebhookRequest = {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
};

/** A webhook of another service. `receive` returns the HTTP status to respond with, and the JSON if there is any. */
export type Hook = {
  readonly path: string;
  receive(
    webhookRequest: WebhookRequest,
  ): Promise<number | { readonly status: number; readonly body: unknown }>;
};

/**
 * The URL of a webhook of ours; null where the other side can't reach it. Plain http is allowed only when both ends are on
 * this machine.
 */
export const webhookUrl = (
  { publicUrl, apiUrl }: { readonly publicUrl?: string | undefined; readonly apiUrl: string },
  path: string,
): URL | null => {
  if (publicUrl === undefined) return null;
  const url = new URL(publicUrl);
  const reachable = url.protocol === 'https:' || (isLoopback(url) && isLoopback(new URL(apiUrl)));
  if (!reachable) return null;
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  return url;
};
