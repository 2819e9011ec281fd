import { watchFilters } from './filters.js';
import { ask, stopAutoplay } from './live.js';

// Likes toggle in place, and clips that play by themselves stay still for visitors who prefer reduced motion.
stopAutoplay(document);
watchFilters();

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-like]')) return;
  const button = form.querySelector('button');
  if (button === null) return;
  event.preventDefault();
  const body = new URLSearchParams({ on: button.value });
  ask(form.action, { method: 'POST', body })
    .then(({ likes, liked }) => {
      button.setAttribute('aria-pressed', String(liked));
      button.value = liked === true ? 'no' : 'yes';
      const count = form.querySelector('[data-likes]');
      if (count !== null) count.textContent = String(likes);
    })
    // Without an answer the page says what is wrong.
    .catch(() => form.submit());
});
