/** How many options a command has at most on Discord. */
export const maxOptions = 25;

/** Options that give way, first to last, where a command has more than Discord's limit of 25. */
const givesWay = [
  'negative',
  'reference',
  'fix',
  'depth',
  'mask',
  'masked',
  'logo',
  'fill',
  'strength',
  'swell',
  'original',
  'smooth',
  'ease',
  'deflicker',
  'denoise',
  'fps',
  'engine',
  'watermark',
  'upscale',
  'speed',
  'caption',
  'repair',
  'tone',
  'title',
  'grade',
  'reframe',
];

/** Options as Discord takes them, without as many as don't fit. The form takes those too. */
export const fitting = <Option extends { readonly name: string }>(
  options: readonly Option[],
): readonly Option[] => {
  const many = Math.max(0, options.length - maxOptions);
  const dropped = new Set(
    givesWay.filter((name) => options.some((option) => option.name === name)).slice(0, many),
  );
  return options.filter(({ name }) => !dropped.has(name));
};
