const title = document.title;

/** Shows the progress of the newest job in the tab title. */
export const showPercent = (percent: number): void => {
  document.title = `${percent}% · ${title}`;
};

/** Announces that a clip is ready: in the title until the page is seen, and as a notification if allowed. */
export const announce = (ready: string, about: string): void => {
  document.title = document.hidden ? `✓ ${ready}` : title;
  if (!document.hidden) return;
  document.addEventListener('visibilitychange', () => (document.title = title), { once: true });
  if ('Notification' in window && Notification.permission === 'granted')
    new Notification(ready, { body: about, tag: 'photoplay' }).addEventListener('click', () => focus());
};

/** Offers notifications if they are supported and not yet decided on. */
export const watchNotify = (place: HTMLElement): void => {
  if (!('Notification' in window) || !isSecureContext || Notification.permission !== 'default') return;
  for (const button of place.querySelectorAll<HTMLElement>('[data-notify]')) {
    button.hidden = false;
    button.onclick = () => void Notification.requestPermission().then(() => button.remove());
  }
};
