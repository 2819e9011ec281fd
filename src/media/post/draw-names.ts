import sharp from 'sharp';
import { writeBytes } from '../whole-file.ts';
import type { Names } from './comparison.ts';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Draws the strip of names under a comparison: white on nearly black, each in the middle of its column. */
export const drawNames = async ({ columns, size }: Names, target: string): Promise<void> => {
  const words = await Promise.all(
    columns.map(async ({ text, left, width }) => {
      const escaped = text.replace(/[&<>]/g, (mark) => marks[mark] ?? mark);
      const { data, info } = await sharp({
        text: {
          text: `<span foreground="white">${escaped === '' ? ' ' : escaped}</span>`,
          font: `Sans Bold ${Math.round(size.height * 0.5)}px`,
          rgba: true,
        },
      })
        .resize({
          width: Math.max(8, width - 8),
          height: Math.round(size.height * 0.7),
          fit: 'inside',
          withoutEnlargement: true,
        })
        .png()
        .toBuffer({ resolveWithObject: true });
      return {
        input: data,
        left: left + Math.round((width - info.width) / 2),
        top: Math.round((size.height - info.height) / 2),
      };
    }),
  );
  const ground = { create: { ...size, channels: 3 as const, background: { r: 16, g: 16, b: 16 } } };
  await writeBytes(target, await sharp(ground).composite(words).png().toBuffer());
};
