import { writeFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { kiss } from '../../../effects/kiss.ts';
import { parallax } from '../../../effects/parallax.ts';
import { talkingHead } from '../../../effects/talking-head.ts';
import { asFailure, type FailureKind } from '../../../src/core/failure.ts';
import { findDepthModel } from '../../../src/engines/local/depth/find-model.ts';
import { createLocalEngine } from '../../../src/engines/local/local-engine.ts';
import { openClip } from '../../../src/engines/local/render.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';
import { framePoster, readClipReport } from '../../../src/media/clip-report.ts';
import { intakeDrawing, intakePicture } from '../../../src/media/intake.ts';
import { probe } from '../../../src/media/probe.ts';
import { failureText } from '../../../src/text/failure-text.ts';
import { seeHere } from '../../media/analysis/see-here.ts';
import { useFolder } from '../../media/folders.ts';
import { runners } from '../../media/runners.ts';
import { english } from '../../messages/opened.ts';
import { unfenced } from '../../peers/fence.ts';
import { filmingSmall } from './filming-small.ts';
import { blind, order, shotOf } from './studio.ts';

const { inside } = useFolder();
const [encoder = { name: 'node-av' }] = runners;
const cat = 'test/fixtures/photos/cat-chelsea.jpg';

const plain = (width: number, height: number, background: string): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** Half of it is see-through. */
const clear = async (): Promise<Sharp> => {
  const hole = plain(200, 300, '#fff').ensureAlpha();
  return sharp(cat).composite([{ input: await hole.png().toBuffer(), left: 0, top: 0, blend: 'dest-out' }]);
};

type Given = { readonly photo: Uint8Array; readonly depth?: Uint8Array; readonly model?: string };

/** Takes in a stranger's photo, and a depth map of it if there is one. */
const take = async ({ photo, depth }: Given) => {
  writeFileSync(inside('photo'), photo);
  const kept = await intakePicture(inside('photo'), inside('photo.jpg'));
  if (depth !== undefined) {
    writeFileSync(inside('map'), depth);
    await intakeDrawing(inside('map'), inside('map.png'), 'depth');
  }
  return kept;
};

/** The brightness of the photo kept and of the clip's first frame, 0 to 255. */
const compare = async (poster: Buffer) => {
  const brightness = async (picture: Sharp) => {
    const { channels } = await picture.toColourspace('b-w').stats();
    return channels[0]?.mean ?? 0;
  };
  return { photo: await brightness(sharp(inside('photo.jpg'))), clip: await brightness(sharp(poster)) };
};

/** What becomes of a stranger's photo. */
const film = async (given: Given, effect = parallax.local(order), faceAnalysis: 'on' | 'off' = 'off') => {
  const kept = await take(given);
  const troubles: string[] = [];
  const model = await findDepthModel(given.model);
  const engine = filmingSmall(
    createLocalEngine(encoder, model, (cause) => troubles.push(cause), faceAnalysis),
  );
  const plan = engine.plan(shotOf({ photos: [kept], local: effect }), null);
  const context = { photos: [inside('photo.jpg')], signal: AbortSignal.timeout(50_000) };
  const operation = await engine.start(plan, { ...context, fence: unfenced, idempotencyKey: 'marker' });
  const output = inside('clip.mp4');
  await engine.collect(operation, {
    ...context,
    depth: given.depth && inside('map.png'),
    output,
    onProgress: () => {},
  });
  expect(await probe(output)).toMatchObject({ frames: 24, codec: 'avc' });
  const poster = Buffer.from((await readClipReport(output))?.poster ?? '', 'base64');
  return { ...(await compare(poster)), troubles, plan };
};

/** The same, drawn in this process, which has its models already: neither the engine's process nor an encoder makes a difference to these. */
const draw = async (given: Given) => {
  const kept = await take(given);
  await seeHere(inside('photo.jpg'));
  const engine = filmingSmall(createLocalEngine(encoder));
  const { input } = engine.plan(shotOf({ photos: [kept], local: parallax.local(order) }), null);
  const source = { ...blind, map: given.depth === undefined ? null : inside('map.png') };
  const clip = await openClip([inside('photo.jpg')], input as RenderInput, {
    source,
    onTrouble: (cause) => {
      throw new Error(cause);
    },
  });
  return compare(await framePoster(clip.draw(0), input as RenderInput));
};

const bytes = async (picture: Sharp | Promise<Sharp>, format: 'png' | 'jpeg' = 'png') =>
  (await picture).toFormat(format).toBuffer();

const made: readonly (readonly [string, () => Promise<Given>])[] = [
  ['all black', async () => ({ photo: await bytes(plain(320, 200, '#000')) })],
  ['all white', async () => ({ photo: await bytes(plain(320, 200, '#fff')) })],
  ['half see-through', async () => ({ photo: await bytes(clear()) })],
  ['wholly see-through', async () => ({ photo: await bytes(plain(99, 99, '#000').ensureAlpha(0)) })],
  ['grey', async () => ({ photo: await bytes(sharp(cat).greyscale(), 'jpeg') })],
  ['a CMYK JPEG', async () => ({ photo: await bytes(sharp(cat).toColourspace('cmyk'), 'jpeg') })],
  ['a 16-bit PNG', async () => ({ photo: await bytes(sharp(cat).toColourspace('rgb16')) })],
  ['as small as may be', async () => ({ photo: await bytes(plain(16, 16, '#888')) })],
  [
    'given a depth map of another size',
    async () => ({ photo: await bytes(sharp(cat)), depth: await bytes(sharp(cat).resize(40, 90)) }),
  ],
  [
    'given a flat depth map',
    async () => ({ photo: await bytes(sharp(cat)), depth: await bytes(plain(64, 64, '#fff')) }),
  ],
];

test.each(made)('a photo that is %s becomes a clip as bright as it is', async (_, given) => {
  const { photo, clip } = await draw(await given());
  expect(Math.abs(photo - clip)).toBeLessThan(12);
});

const refused: readonly (readonly [string, () => Promise<unknown>, FailureKind, RegExp])[] = [
  ['a single pixel', async () => film({ photo: await bytes(plain(1, 1, '#888')) }), 'photo_too_small', /16/],
  [
    'a thread of 10,000 by 10',
    async () => film({ photo: await bytes(plain(10_000, 10, '#888')) }),
    'photo_too_small',
    /16/,
  ],
  [
    'one photo without faces for two portraits',
    async () => film({ photo: await bytes(sharp(cat)) }, kiss.local(order), 'on'),
    'faces_missing',
    /two photos/,
  ],
  [
    'a depth map that is text',
    async () => film({ photo: await bytes(sharp(cat)), depth: Buffer.from('near') }),
    'photo_not_image',
    /depth map/,
  ],
];

test.each(refused)('%s is refused with what to do', async (_, work, kind, words) => {
  const failure = asFailure(await work().catch((error: unknown) => error));
  expect(failure.kind).toBe(kind);
  expect(failureText(english, failure)).toMatch(words);
});

test('a talking head without a face is a clip all the same', async () => {
  const { photo, clip } = await film({ photo: await bytes(sharp(cat)) }, talkingHead.local(order), 'on');
  expect(Math.abs(photo - clip)).toBeLessThan(12);
});

test('a depth model that is rubbish is told of, and the clip is made', async () => {
  writeFileSync(inside('model.onnx'), 'rubbish');
  const { photo, clip, troubles, plan } = await film({
    photo: await bytes(sharp(cat)),
    model: inside('model.onnx'),
  });
  expect(Math.abs(photo - clip)).toBeLessThan(12);
  // Without the runtime that is known before filming.
  expect(troubles.length + plan.warnings.length).toBe(1);
});

test('a depth model that is not there is told on the card, and the clip is made', async () => {
  const { plan } = await film({ photo: await bytes(sharp(cat)), model: inside('nothing.onnx') });
  expect(plan.warnings).toEqual([{ kind: 'depth', asked: 'model', used: 'guess' }]);
  expect(plan.input).not.toHaveProperty('depthModel');
});
