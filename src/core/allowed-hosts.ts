const standardPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** Whether a URL is safe to fetch: https, or plain http on this machine, without credentials. */
export const isSafeToFetch = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)));

/** Whether a file may be fetched from a URL. `hosts` holds `host:port` entries. */
export const isAllowedHost = (url: URL, hosts: readonly string[]): boolean => {
  const port = url.port === '' ? standardPorts[url.protocol] : url.port;
  return isSafeToFetch(url) && hosts.includes(`${url.hostname}:${port}`);
};

/** Whether a URL points to this machine and nowhere else, judged by its literal host. */
export const isLoopback = ({ hostname }: Pick<URL, 'hostname'>): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname);
