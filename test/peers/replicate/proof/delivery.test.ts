import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { BufferSource, Input, MP4 } from 'mediabunny';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../faults.ts';
import { type Body, usePeer } from './use-peer.ts';

const { peer, client, upload } = usePeer();

/** Address of what a model made of an input. */
const outputOf = async (model: `${string}/${string}`, input: Body, fault: Fault = {}): Promise<string> => {
  peer().rule({ create: () => fault });
  const { id } = await client().predictions.create({ model, input });
  peer().advance(6000);
  return String((await client().predictions.get(id)).output);
};
const veo = (fault: Fault = {}) =>
  outputOf('google/veo-3.1-fast', { prompt: 'a', duration: 4, generate_audio: false }, fault);

const lookAt = async (bytes: ArrayBuffer) => {
  const input = new Input({ formats: [MP4], source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const { averagePacketRate } = (await track?.computePacketStats()) ?? {};
  return {
    seconds: await input.computeDuration(),
    codec: await track?.getCodec(),
    width: await track?.getDisplayWidth(),
    height: await track?.getDisplayHeight(),
    fps: averagePacketRate,
    sound: (await input.getPrimaryAudioTrack()) !== null,
  };
};

describe('what is delivered', () => {
  it.each([
    ['runwayml/gen4-turbo', 'image', { duration: 10 }, 10, 24],
    ['kwaivgi/kling-v3-video', 'start_image', { prompt: 'a', duration: 4 }, 4, 24],
    ['wan-video/wan-2.2-i2v-fast', 'image', { prompt: 'a', num_frames: 81 }, 81 / 16, 30],
    ['wan-video/wan-2.2-i2v-fast', 'image', { prompt: 'a', interpolate_output: false }, 81 / 16, 16],
    ['lightricks/ltx-video', 'image', { length: 129 }, 129 / 24, 24],
    ['prunaai/p-video', 'image', { prompt: 'a', duration: 1, fps: 48 }, 1, 48],
  ] as const)(
    'of %s is a film of the photo with the length asked for',
    async (model, name, input, seconds, fps) => {
      const address = await outputOf(model, { ...input, [name]: await upload() });
      const response = await fetch(address);
      const bytes = await response.arrayBuffer();
      expect(response.headers.get('content-type')).toBe('video/mp4');
      expect(Number(response.headers.get('content-length'))).toBe(bytes.byteLength);
      const film = await lookAt(bytes);
      expect(film).toMatchObject({ codec: 'avc', width: 360, height: 480 });
      expect(film.seconds).toBeCloseTo(seconds, 1);
      expect(film.fps).toBeCloseTo(fps, 0);
    },
  );

  it('without a photo is a film of the shape asked for', async () => {
    const address = await outputOf('luma/ray-2-540p', { prompt: 'a', aspect_ratio: '9:16' });
    const film = await lookAt(await (await fetch(address)).arrayBuffer());
    expect(film).toMatchObject({ width: 360, height: 640, seconds: 5, sound: false });
  });

  it('can be heard where that is asked for', async () => {
    const address = await outputOf('google/veo-3.1-fast', { prompt: 'a', duration: 4 });
    const film = await lookAt(await (await fetch(address)).arrayBuffer());
    expect(film.sound).toBe(true);
    expect(film.seconds).toBeCloseTo(4, 1);
  });

  it('of a restorer is a picture', async () => {
    const input = { input_image: await upload(), output_format: 'jpg' };
    const response = await fetch(await outputOf('flux-kontext-apps/restore-image', input));
    const picture = await sharp(await response.arrayBuffer()).metadata();
    expect(picture).toMatchObject({ format: 'jpeg', width: 300, height: 400 });
  });

  it('can be fetched in parts', async () => {
    const address = await veo();
    const whole = Buffer.from(await (await fetch(address)).arrayBuffer());
    const part = await fetch(address, { headers: { range: 'bytes=4-7' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-7/${whole.length}`);
    expect(await part.text()).toBe('ftyp');
    const rest = await fetch(address, { headers: { range: 'bytes=100-' } });
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(whole.subarray(100));
    expect((await fetch(address, { headers: { range: 'bytes=999999999-' } })).status).toBe(416);
  });

  it('is refused to whoever shows any token, which is counted', async () => {
    const address = await veo();
    const authorization = 'Bearer another';
    expect((await fetch(address, { headers: { authorization } })).status).toBe(400);
    expect((await fetch(`${address}?token=${peer().token}`)).status).toBe(400);
    expect(peer().counts()).toMatchObject({ tokens: 2, downloads: 0 });
  });
});

describe('a lying output', () => {
  it.each([
    ['html', 'text/html', /^<!doctype html/],
    ['png', 'image/png', /^.PNG/],
    ['playlist', 'application/vnd.apple.mpegurl', /^#EXTM3U/],
    ['empty', 'video/mp4', /^$/],
  ] as const)('is %s', async (output, type, start) => {
    const response = await fetch(await veo({ output }));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toMatch(start);
  });

  it('has two gigabytes, which cost the peer no memory', async () => {
    const address = await veo({ output: 'huge' });
    const response = await new Promise<IncomingMessage>((resolve) => get(address, resolve));
    expect(Number(response.headers['content-length'])).toBe(2 * 1024 ** 3);
    let read = 0;
    for await (const chunk of response) {
      read += (chunk as Buffer).length;
      if (read > 50_000_000) break;
    }
    expect(read).toBeGreaterThan(50_000_000);
  });
});

describe('a delivery', () => {
  const fetchBytes = async (address: string) => Buffer.from(await (await fetch(address)).arrayBuffer());

  it('without a length is whole all the same', async () => {
    const whole = await fetchBytes(await veo());
    const response = await fetch(await veo({ delivery: 'no length' }));
    expect(response.headers.get('content-length')).toBeNull();
    expect(Buffer.from(await response.arrayBuffer())).toEqual(whole);
  });

  it('of a length too long, or cut midway, breaks off', async () => {
    await expect(fetchBytes(await veo({ delivery: 'too long' }))).rejects.toThrow();
    await expect(fetchBytes(await veo({ delivery: 'cut' }))).rejects.toThrow();
  });

  it('of a length too short loses its end', async () => {
    const whole = await fetchBytes(await veo());
    const address = await veo({ delivery: 'too short' });
    const response = await new Promise<IncomingMessage>((resolve) => get(address, resolve));
    expect(await buffer(response)).toEqual(whole.subarray(0, Math.floor(whole.length / 2)));
  });

  it('drips', async () => {
    const response = await fetch(await veo({ delivery: 'drip' }));
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBe(1024);
    await reader?.cancel();
  });

  it('is redirected on the host, or away from it', async () => {
    expect((await fetchBytes(await veo({ delivery: 'redirect' }))).toString('latin1', 4, 8)).toBe('ftyp');
    const away = await fetch(await veo({ delivery: 'redirect away' }), { redirect: 'manual' });
    expect(away.headers.get('location')).toBe(peer().url);
  });

  it('is gone', async () => {
    expect((await fetch(await veo({ delivery: 'gone' }))).status).toBe(404);
    expect((await fetch(`${peer().delivery}/nothing/output.mp4`)).status).toBe(404);
  });
});
