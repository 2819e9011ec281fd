import { isAllowedHost } from '../../core/allowed-hosts.ts';
import type { Json } from '../../core/json.ts';

const urlsIn = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return /^https?:\/\//.test(value) && URL.canParse(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(urlsIn);
};

/** The URL in an output, which can be a string, a list or an object. Null unless there is exactly one. */
export const clipUrl = (output: Json | undefined): URL | null => {
  const [url, ...others] = urlsIn(output);
  return url === undefined || others.length > 0 ? null : new URL(url);
};

/** Whether a URL is on the provider's own delivery hosts, which may receive its token. */
export const isDeliveryHost = ({ protocol, hostname, port, username, password }: URL): boolean =>
  protocol === 'https:' &&
  port === '' &&
  username === '' &&
  password === '' &&
  (hostname === 'replicate.delivery' || hostname.endsWith('.replicate.delivery'));

/**
 * Whether a clip may be downloaded from a URL. `extra` holds `host:port` entries; http works on this machine only.
 */
export const mayDownloadFrom = (url: URL, extra: readonly string[]): boolean =>
  isAllowedHost(url, extra) || isDeliveryHost(url);
