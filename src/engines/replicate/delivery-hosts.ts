import { isAllowedHost } from '../../core/allowed-hosts.ts';

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
