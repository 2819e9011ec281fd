import { sharp } from '../sharp.ts';
import type { Box, PhotoAnalysis, Point } from './types.ts';

const longestSide = 1600;

const drawing = ({ width, height, faces, people, subject }: PhotoAnalysis, scale: number): string => {
  const at = (value: number): string => (value * scale).toFixed(1);
  const box = ([x, y, wide, tall]: Box, colour: string): string =>
    `<rect x="${at(x)}" y="${at(y)}" width="${at(wide)}" height="${at(tall)}" fill="none" stroke="${colour}" stroke-width="2"/>`;
  const dot = (
    [x, y]: readonly [x: number, y: number, ...rest: number[]],
    radius: number,
    colour: string,
  ): string => `<circle cx="${at(x)}" cy="${at(y)}" r="${radius}" fill="${colour}"/>`;
  const marks = [
    ...(subject === null ? [] : [box(subject.box, 'white')]),
    ...people.map((person) => box(person.box, 'gold')),
    ...people.flatMap(({ skeleton }) =>
      (skeleton ?? []).filter(({ score }) => score > 0.3).map(({ x, y }) => dot([x, y], 5, 'cyan')),
    ),
    ...faces.map((face) => box(face.box, 'lime')),
    ...faces.flatMap(({ points }) => points.map((point) => dot(point, 1, 'lime'))),
    ...faces.flatMap(({ eyes }) =>
      [eyes.left, eyes.right].flatMap(({ outer, inner, upper, lower }) =>
        [outer, inner, ...upper, ...lower].map((point: Point) => dot(point, 1.5, 'red')),
      ),
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width * scale)}" height="${Math.round(height * scale)}">${marks.join('')}</svg>`;
};

/** Draws an analysis over the upright photo and writes a JPEG to `target`, at most 1,600 pixels on the longer side. */
export const drawOverlay = async (path: string, seen: PhotoAnalysis, target: string): Promise<void> => {
  const scale = Math.min(1, longestSide / Math.max(seen.width, seen.height));
  const size = { width: Math.round(seen.width * scale), height: Math.round(seen.height * scale) };
  const { width, height } = size;
  const upright = await sharp(path, { pages: 1 })
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: 'white' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  await sharp(upright)
    .composite([{ input: Buffer.from(drawing(seen, scale)), left: 0, top: 0 }])
    .jpeg({ quality: 88 })
    .toFile(target);
};
