// Refreshes an admin page while it is visible and nobody is interacting with it.
const milliseconds = 10_000;
const live = document.querySelector('#live');
const box = document.querySelector<HTMLInputElement>('#follow');

const busy = (): boolean =>
  document.hidden ||
  live?.contains(document.activeElement) === true ||
  document.querySelector('#live details[open] form') !== null;

const refresh = async (): Promise<void> => {
  if (live === null || box?.checked !== true || busy()) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'error' });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('#live');
  if (fresh === null || busy()) return;
  const open = [...live.querySelectorAll('details[open][id]')].map(({ id }) => id);
  live.replaceChildren(...fresh.childNodes);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
};

if (box !== null) {
  box.checked = sessionStorage.getItem('follow') !== 'off';
  box.addEventListener('change', () => sessionStorage.setItem('follow', box.checked ? 'on' : 'off'));
  box.closest('label')?.removeAttribute('hidden');
  setInterval(() => void refresh().catch(() => undefined), milliseconds);
}

export {};
