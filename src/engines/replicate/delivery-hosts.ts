import { isAllowedHost } from '../../core/allowed-hosts.ts';

/** Whether a place is the provider's own, which may be shown its token. */
export const isDeliveryHost = ({ protocol, hostname, port, username, password }: URL): boolean =>
  protocol === 'https:' &&
  port === '' &&
  username === '' &&
  password === '' &&
  (hostname === 'replicate.delivery' || hostname.endsWith('.replicate.delivery'));

/** Whether a clip may be downloaded from there. `extra` holds `host:port` entries; plain http never leaves this machine. */
export const mayDownloadFrom = (url: URL, extra: readonly string[]): boolean =>
  isAllowedHost(url, extra) || isDeliveryHost(url);
