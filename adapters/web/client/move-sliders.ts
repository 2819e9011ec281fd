/** Shows sliders while a camera move of one's own is chosen in their list. They set it, such as to `x=0.1,zoom=1.1`. */
export const watchMoves = (): void => {
  for (const sliders of document.querySelectorAll<HTMLElement>('[data-move]')) {
    const { move = '', path } = sliders.dataset;
    const list = document.querySelector<HTMLSelectElement>(`#option-${move}`);
    const own = [...(list?.options ?? [])].find(({ dataset }) => dataset['value'] === path);
    if (list === null || own === undefined) continue;
    const show = (): void => {
      sliders.hidden = !own.selected;
    };
    list.addEventListener('change', show);
    sliders.addEventListener('input', () => {
      const parts = [...sliders.querySelectorAll<HTMLInputElement>('[data-part]')];
      own.value = parts.map(({ dataset, value }) => `${dataset['part']}=${value}`).join(',');
    });
    show();
  }
};
