import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inspect } from '../../src/main/inspect.ts';
import { sharp } from '../../src/media/sharp.ts';
import { openMessages } from '../../src/text/message-catalogue.ts';
import { useFolder } from '../media/folders.ts';

const messages = openMessages(() => {}).messagesFor('en', 'terminal');
const portrait = 'test/fixtures/photos/portrait-astronaut.jpg';
const { inside } = useFolder();

test('what is seen is told to programs in pixels of the upright photo', async () => {
  const turned = inside('turned.jpg');
  await sharp(portrait).rotate(90).withMetadata({ orientation: 8 }).jpeg().toFile(turned);
  const overlay = inside('overlay.jpg');
  const [text = ''] = await inspect(messages, [turned, '--json', '--overlay', overlay], 'on');
  const seen = JSON.parse(text);
  expect(Object.keys(seen)).toEqual(['width', 'height', 'faces', 'people', 'subject', 'skeleton', 'advice']);
  expect(Object.keys(seen.faces[0])).toEqual(['box', 'confidence', 'points', 'eyes']);
  expect(seen.faces[0].points).toHaveLength(468);
  expect(seen.faces[0].points[1]).toHaveLength(3);
  expect(Math.abs(seen.faces[0].points[1][0] - 226)).toBeLessThan(12);
  expect(existsSync(overlay)).toBe(true);
});

test('what is seen is told to people, and nobody is looked at where that is off', async () => {
  expect((await inspect(messages, [portrait], 'on')).join('\n')).toMatch(
    /1 face[\s\S]*Can: blink.*turn its head[\s\S]*1 person/,
  );
  expect((await inspect(messages, [portrait], 'off')).join('\n')).toMatch(
    /No faces found[\s\S]*No people found/,
  );
});

test('a photo that is missing or none is refused', async () => {
  await expect(inspect(messages, [inside('none.jpg')], 'on')).rejects.toMatchObject({
    kind: 'photo_missing',
  });
  await expect(inspect(messages, ['package.json'], 'on')).rejects.toMatchObject({ kind: 'photo_damaged' });
  await expect(inspect(messages, [portrait, '--jsn'], 'on')).rejects.toMatchObject({
    kind: 'unknown_option',
  });
});
