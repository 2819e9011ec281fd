/** Applies a filter as soon as one of its lists changes. */
export const watchFilters = (): void =>
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.matches('[data-send]')) target.form?.requestSubmit();
  });
