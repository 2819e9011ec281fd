import { describe, expect, it } from 'vitest';
import { models } from '../models/all.ts';
import { type Body, usePeer } from './use-peer.ts';

const { peer, client, ask, upload } = usePeer();

const photo = 'https://example.com/photo.jpg';
const post = (model: string, input: Body) => ask('POST', `models/${model}/predictions`, { input });

/** The smallest input that each model takes. */
const smallest = (model: string): Body =>
  Object.fromEntries(
    Object.entries(models[model]?.fields ?? {}).flatMap(([name, { needed, format }]) =>
      needed ? [[name, format === 'uri' ? photo : 'a']] : [],
    ),
  );
const official = Object.keys(models).filter((name) => models[name]?.version === null);

describe('every model', () => {
  it.each(official)('%s takes what it must have, and nothing unknown', async (model) => {
    expect((await post(model, smallest(model))).status).toBe(201);
    const response = await post(model, { ...smallest(model), surprise: 1 });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      invalid_fields: [{ type: 'additional_property_not_allowed', field: 'input' }],
    });
  });

  it.each(official)('%s refuses every input of a wrong type', async (model) => {
    for (const name of Object.keys(models[model]?.fields ?? {})) {
      const response = await post(model, { ...smallest(model), [name]: { wrong: true } });
      expect([name, response.status]).toEqual([name, 422]);
    }
  });
});

describe('an input', () => {
  it.each([
    ['kwaivgi/kling-v2.1', { prompt: 'a' }, 'required', 'input'],
    ['kwaivgi/kling-v2.1', { prompt: 'a', start_image: photo, duration: 7 }, 'enum', 'input.duration'],
    [
      'kwaivgi/kling-v2.1',
      { prompt: 'a', start_image: photo, duration: '5' },
      'invalid_type',
      'input.duration',
    ],
    ['kwaivgi/kling-v2.1', { prompt: 'a', start_image: 'photo' }, 'format', 'input.start_image'],
    [
      'wan-video/wan-2.2-i2v-fast',
      { prompt: 'a', image: photo, num_frames: 80 },
      'number_gte',
      'input.num_frames',
    ],
    [
      'wan-video/wan-2.2-i2v-fast',
      { prompt: 'a', image: photo, num_frames: 122 },
      'number_lte',
      'input.num_frames',
    ],
    ['pixverse/pixverse-v5', { prompt: 'a', effect: 'Kiss' }, 'enum', 'input.effect'],
  ])('of %s like %j is refused: %s of %s', async (model, input, type, field) => {
    const response = await post(model, input);
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const body = (await response.json()) as { invalid_fields: object[] };
    expect(body.invalid_fields).toMatchObject([{ type, field }]);
    expect(peer().counts()).toMatchObject({ posts: 1, created: 0 });
  });

  it('is told what is wrong in the words of the service', async () => {
    const input = { input_image: photo, output_format: 'gif' };
    const response = await post('flux-kontext-apps/restore-image', input);
    const description = 'output_format must be one of the following: "png", "jpg"';
    expect(await response.json()).toEqual({
      title: 'Input validation failed',
      detail: `- input.output_format: ${description}\n`,
      status: 422,
      invalid_fields: [{ type: 'enum', field: 'input.output_format', description }],
    });
  });

  it('must come in a body with nothing else', async () => {
    const body = { input: { prompt: 'a' }, model: 'runwayml/gen-4.5' };
    expect((await ask('POST', 'models/runwayml/gen-4.5/predictions', body)).status).toBe(422);
    expect((await ask('POST', 'predictions', { input: { prompt: 'a' } })).status).toBe(422);
    const webhook = 'http://example.com/hook';
    const open = await ask('POST', 'models/runwayml/gen-4.5/predictions', {
      input: { prompt: 'a' },
      webhook,
    });
    expect(open.status).toBe(422);
  });
});

describe('a photo', () => {
  const run = async (image: string) => {
    const model = 'runwayml/gen4-turbo';
    const { id } = await client().predictions.create({ model, input: { image } });
    peer().advance(6000);
    return client().predictions.get(id);
  };

  it('that the peer holds is taken', async () => {
    expect(await run(await upload())).toMatchObject({ status: 'succeeded', error: null });
  });

  it('that was deleted before the start makes the model fail', async () => {
    const address = await upload();
    await client().files.delete(address.split('/').at(-1) ?? '');
    expect(await run(address)).toMatchObject({ status: 'failed', output: null });
  });

  it.each([
    ['is unknown', async () => `${peer().url}/files/${'a'.repeat(26)}`],
    ['is on a host without TLS', async () => 'http://example.com/photo.jpg'],
    ['is no picture', () => upload(Buffer.from('hello'))],
    ['has no type', () => upload(undefined, 'application/octet-stream')],
    ['is a data URI too long', async () => `data:image/png;base64,${'A'.repeat(300_000)}`],
  ])('that %s makes the model fail', async (_, address) => {
    const { status, error } = await run(await address());
    expect(status).toBe('failed');
    expect(error).toBeTruthy();
    expect(peer().counts().billed).toBe(0);
  });

  it.each([
    ['minimax/hailuo-2.3', { resolution: '1080p', duration: 10 }],
    ['kwaivgi/kling-v2.1', { start_image: photo, end_image: photo }],
    ['pixverse/pixverse-v4.5', { motion_mode: 'smooth', duration: 8 }],
    ['bytedance/seedance-2.0', { image: photo, reference_images: [photo] }],
  ])('with settings that %s cannot combine makes it fail', async (model, input) => {
    const { id } = await client().predictions.create({ model, input: { prompt: 'a', ...input } });
    peer().advance(6000);
    expect(await client().predictions.get(id)).toMatchObject({ status: 'failed' });
  });
});
