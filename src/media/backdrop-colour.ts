type Levels = { readonly data: Uint8Array; readonly info: { readonly channels: 1 | 2 | 3 | 4 } };

/** Level from which a pixel can hardly be distinguished from white. */
const pale = 225;
const maxPale = 0.9;
const dark = '#303030';

/**
 * Background for a transparent picture (its last channel is alpha): white, or dark where a white drawing would vanish.
 */
export const backdropOf = ({ data, info: { channels } }: Levels): string => {
  let [visible, vanishing] = [0, 0];
  for (let at = 0; at < data.length; at += channels) {
    const alpha = data[at + channels - 1] as number;
    visible += alpha;
    let least = 255;
    for (let channel = 0; channel < channels - 1; channel += 1)
      least = Math.min(least, data[at + channel] as number);
    if (least >= pale) vanishing += alpha;
  }
  const clear = 1 - visible / (255 * (data.length / channels));
  return clear > 0.02 && visible > 0 && vanishing / visible > maxPale ? dark : 'white';
};
