const title = document.title;

/** How far the newest is, where tabs are chosen. */
export const showPercent = (percent: number): void => {
  document.title = `${percent}% · ${title}`;
};

/** Says that something is ready: in the title until it is seen, and as a notification where that was allowed. */
export const announce = (ready: string, about: string): void => {
  document.title = document.hidden ? `✓ ${ready}` : title;
  if (!document.hidden) return;
  document.addEventListener('visibilitychange', () => (document.title = title), { once: true });
  if ('Notification' in window && Notification.permission === 'granted')
    new Notification(ready, { body: about, tag: 'photoplay' }).addEventListener('click', () => focus());
};

/** Offers notifications where they are possible and not decided on yet. */
export const watchNotify = (place: HTMLElement): void => {
  if (!('Notification' in window) || !isSecureContext || Notification.permission !== 'default') return;
  for (const button of place.querySelectorAll<HTMLElement>('[data-notify]')) {
    button.hidden = false;
    button.onclick = () => void Notification.requestPermission().then(() => button.remove());
  }
};
