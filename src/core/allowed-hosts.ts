import { isLoopback } from './loopback.ts';

const standardPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** Whether an address may be fetched at all: over https, or plain http on this machine, without a user name. */
export const isSafeToFetch = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));

/** Whether a file may be fetched from there; `hosts` holds `host:port` entries. */
export const isAllowedHost = (url: URL, hosts: readonly string[]): boolean => {
  const port = url.port === '' ? standardPorts[url.protocol] : url.port;
  return isSafeToFetch(url) && hosts.includes(`${url.hostname}:${port}`);
};
