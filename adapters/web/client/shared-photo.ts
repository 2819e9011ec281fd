/** Takes a photo that another app shared with the page, once. Null if there is none. */
export const takeShared = async (): Promise<File | null> => {
  if (!new URLSearchParams(location.search).has('shared') || !('caches' in window)) return null;
  history.replaceState(null, '', location.pathname);
  const cache = await caches.open('shared');
  const found = await cache.match('/shared-photo');
  if (found === undefined) return null;
  await cache.delete('/shared-photo');
  const name = decodeURIComponent(found.headers.get('x-name') ?? 'photo');
  return new File([await found.blob()], name, { type: found.headers.get('content-type') ?? '' });
};

/** Lets the installed page be offered where other apps share photos. Needs a secure connection. */
export const offerSharing = (): void => {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/share-worker.js').catch(() => {});
};
