import sharp from 'sharp';
import { family, loadFonts } from './fonts.ts';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Height of the letters and, for text that wraps, the width of its lines, in pixels. */
export type Lettering = { readonly height: number; readonly width?: number };

const clear = { r: 0, g: 0, b: 0, alpha: 0 };

/** White text with a soft black shadow, so that it is readable on any picture. A transparent PNG. */
export const drawLetters = async (text: string, { height, width }: Lettering): Promise<Buffer> => {
  await loadFonts();
  const escaped = text.replace(/[&<>]/g, (mark) => marks[mark] ?? mark);
  const edge = Math.max(4, Math.round(height / 8));
  const drawn = (colour: string): Promise<Buffer> =>
    sharp({
      text: {
        text: `<span foreground="${colour}">${escaped}</span>`,
        font: `${family} ${height}px`,
        rgba: true,
        ...(width !== undefined && { width, wrap: 'word-char', align: 'centre' }),
      },
    })
      .extend({ top: edge, bottom: edge, left: edge, right: edge, background: clear })
      .png()
      .toBuffer();
  const shade = await sharp(await drawn('black'))
    .blur(Math.max(1.5, height / 24))
    .png()
    .toBuffer();
  const white = { input: await drawn('white') };
  return await sharp(shade)
    .composite([{ input: shade }, white])
    .png()
    .toBuffer();
};
