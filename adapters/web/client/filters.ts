/** Applies a filter as soon as one of its lists changes. What takes two clips waits for the second. */
export const watchFilters = (): void => {
  const count = (): void => {
    const chosen = document.querySelectorAll('.tile :checked').length;
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-two]'))
      button.disabled = chosen < 2;
  };
  count();
  document.addEventListener('change', ({ target }) => {
    count();
    if (target instanceof HTMLSelectElement && target.matches('[data-send]')) target.form?.requestSubmit();
  });
};
