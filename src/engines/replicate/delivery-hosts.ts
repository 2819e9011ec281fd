import { isLoopback } from '../../core/loopback.ts';

const standardPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** Whether a place is the provider's own, which may be shown its token. */
export const isDeliveryHost = ({ protocol, hostname, port, username, password }: URL): boolean =>
  protocol === 'https:' &&
  port === '' &&
  username === '' &&
  password === '' &&
  (hostname === 'replicate.delivery' || hostname.endsWith('.replicate.delivery'));

/** Whether a clip may be downloaded from there. `extra` holds `host:port` entries; plain http never leaves this machine. */
export const mayDownloadFrom = (url: URL, extra: readonly string[]): boolean => {
  const { protocol, hostname, username, password } = url;
  if (username !== '' || password !== '') return false;
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback(url))) return false;
  const port = url.port === '' ? standardPorts[protocol] : url.port;
  return extra.includes(`${hostname}:${port}`) || isDeliveryHost(url);
};
