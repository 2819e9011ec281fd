import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analysePhoto } from '../../../src/media/analysis/analyse.ts';
import { readForAnalysis } from '../../../src/media/analysis/read-photo.ts';
import { seePhoto } from '../../../src/media/analysis/see-photo.ts';
import { sharp } from '../../../src/media/sharp.ts';
import { useFolder } from '../folders.ts';
import { visionHere } from './see-here.ts';

const photos = 'test/fixtures/photos';
const portrait = join(photos, 'portrait-astronaut.jpg');

const { inside } = useFolder();

const vision = await visionHere();

const see = async (path: string) => seePhoto(vision, await readForAnalysis(path));

test('errors that nobody catches are left to vitest, although the models are loaded', () => {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    expect(process.listenerCount(event), event).toBe(1);
});

test('a portrait shows one face, its eyes, a person around it and where it ends', async () => {
  const { faces, people, mask, subject, width, height } = await analysePhoto(portrait);
  expect({ width, height }).toEqual({ width: 512, height: 512 });
  expect(faces).toHaveLength(1);
  const face = faces[0];
  if (face === undefined) throw new Error('no face');
  expect(face.points).toHaveLength(468);
  expect(face.confidence).toBeGreaterThan(0.9);
  const [x, y, wide, tall] = face.box;
  expect(x + wide / 2).toBeCloseTo(222, -1.5);
  expect(y + tall / 2).toBeCloseTo(120, -1.5);
  expect(Math.abs(face.pose.yaw)).toBeLessThan(0.15);
  // The person's right eye is on the picture's left.
  expect(face.eyes.right.outer[0]).toBeLessThan(face.eyes.left.outer[0]);
  expect(face.eyes.left.openness).toBeGreaterThan(4);
  expect(face.motions).toMatchObject({ blink: true, smile: true, talk: true, turn: true });
  expect(people).toHaveLength(1);
  expect(people[0]?.face).toBe(0);
  expect(subject?.kind).toBe('person');
  const at = (column: number, row: number) => mask?.data[row * mask.width + column] ?? -1;
  expect(at(222, 120)).toBeGreaterThan(240);
  expect(at(480, 40)).toBeLessThan(40);
});

test.each(readdirSync(photos).filter((name) => /\.jpg$/.test(name) && !/portrait|cameraman/.test(name)))(
  'nobody is seen in %s',
  async (name) => {
    const { faces, people } = await see(join(photos, name));
    expect(faces).toEqual([]);
    expect(people).toEqual([]);
  },
);

test('the same photo is always seen alike, and nothing stays behind in memory', async () => {
  const first = await see(portrait);
  const before = vision.tensors();
  const again = await see(portrait);
  expect(again).toEqual(first);
  expect(vision.tensors()).toBe(before);
});

test('a photo that lies on its head or on its side is seen, and says that it does', async () => {
  const turned = inside('turned.png');
  await sharp(portrait).rotate(180).png().toFile(turned);
  const { faces } = await see(turned);
  expect(faces).toHaveLength(1);
  expect(Math.abs(faces[0]?.pose.roll ?? 0)).toBeGreaterThan(2.8);
  expect(faces[0]?.motions.blink).toBe('upside_down');
});

test('a face turned away keeps still', async () => {
  const { faces } = await see(join(photos, 'grey-cameraman.jpg'));
  expect(faces).toHaveLength(1);
  expect(faces[0]?.motions).toEqual({
    blink: 'turned_away',
    wink: 'turned_away',
    smile: 'turned_away',
    talk: 'turned_away',
    turn: 'turned_away',
  });
});

test('a mouth behind a mask or with a cigarette keeps still; the eyes do not', async () => {
  const { faces, width, height } = await see(portrait);
  const points = faces[0]?.points ?? [];
  const place = (index: number) => (points[index] ?? []).slice(0, 2).join(',');
  const [x = 0, y = 0] = points[14] ?? [];
  const wide = (points[454]?.[0] ?? 0) - (points[234]?.[0] ?? 0);
  const edge = [123, 147, 177, 215, 138, 135, 169, 170, 140, 171, 175, 396, 369, 395, 394, 364, 367];
  const mask = [...edge, 435, 401, 376, 352, 280, 4, 50].map(place).join(' ');
  const covers = [
    `<polygon points="${mask}" fill="#9cc4d8"/>`,
    `<line x1="${x + 0.1 * wide}" y1="${y}" x2="${x + 0.75 * wide}" y2="${y + 0.18 * wide}" stroke="#f2efe6" stroke-width="${0.06 * wide}"/>`,
  ];
  for (const [index, cover] of covers.entries()) {
    const path = inside(`covered-${index}.png`);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${cover}</svg>`;
    await sharp(portrait)
      .composite([{ input: Buffer.from(svg) }])
      .png()
      .toFile(path);
    const found = (await see(path)).faces;
    // Behind a mask no face may be seen at all.
    expect(found.length).toBeGreaterThanOrEqual(index === 0 ? 0 : 1);
    for (const { motions } of found)
      expect(motions).toMatchObject({ smile: 'mouth_covered', talk: 'mouth_covered', blink: true });
  }
});
