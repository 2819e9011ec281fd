/** Shows the field of an option where it does something, and always once something was filled in. */
export const showField = (name: string, isShown: boolean): void => {
  const option = document.querySelector<HTMLInputElement>(`#option-${name}`);
  const given = option?.type === 'checkbox' ? option.checked : option?.value !== '';
  const field = option?.closest<HTMLElement>('.field');
  if (field) field.hidden = !isShown && !given;
};
