import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildServer } from '../../adapters/web/server.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, person, wish } from './people.ts';

const stand = standUp();
let server: Awaited<ReturnType<typeof buildServer>>;
beforeEach(async () => {
  await stand.rebuild({ limits: { daily: 1_000 } });
  server = await buildServer({ needs: [], pages: [pagesOf(stand.services)] });
});
afterEach(() => server.close());

describe('a photo that is only being looked at', () => {
  it('is told of and moved, and nothing of it is kept', async () => {
    const ana = await person(server);
    const told = (await ana.post('/photo/check', wish(), { json: true })).json();
    expect(told).toEqual({ faces: 2, advice: [] });
    const moved = await ana.post('/photo/preview', wish(), { json: true });
    expect([moved.statusCode, moved.headers['content-type'], moved.body]).toEqual([
      ...[200, 'video/mp4', 'bytes of a photo'],
    ]);
    expect((await ana.post('/photo/check', new FormData(), { json: true })).json().sentence).toBe(
      'Add a photo.',
    );
    expect((await ana.get('/clips')).body).toContain('You don’t have any clips yet.');
  });

  it('is parted where it is clicked, or not at all', async () => {
    const ana = await person(server);
    const part = await ana.post('/photo/select?x=0.2&y=0.5', wish(), { json: true });
    expect(part.json()).toEqual({ width: 2, height: 1, data: Buffer.from([255, 0]).toString('base64') });
    expect((await ana.post('/photo/select?x=1&y=0', wish(), { json: true })).statusCode).toBe(204);
    for (const wrong of ['', '?x=a&y=-1', '?x=0.5&x=0.6'])
      expect((await ana.post(`/photo/select${wrong}`, wish(), { json: true })).statusCode).toBe(200);
  });

  it('is not moved while somebody’s clip is rendered here', async () => {
    const ana = await person(server);
    const { size, run } = stand.services.slots;
    let done = (): void => {};
    const over = new Promise<void>((resolve) => {
      done = resolve;
    });
    const busy = Array.from({ length: size }, () => run('render', 0, null, () => over));
    expect((await ana.post('/photo/preview', wish(), { json: true })).statusCode).toBe(204);
    done();
    await Promise.all(busy);
  });
});

describe('the terms of a clip', () => {
  it('are told before it is asked for, and follow what is chosen', async () => {
    const ana = await person(server);
    const termsOf = async (query: string): Promise<string> => (await ana.get(`/quote?${query}`)).json().terms;
    const [one, four] = [await termsOf('effect=old-photo'), await termsOf('effect=old-photo&takes=4')];
    const price = (line: string): number => Number(/Up to (\d+) credit/.exec(line)?.[1]);
    expect(price(four)).toBe(4 * price(one));
    expect(one).toContain('you have 1,000');
    expect((await ana.get('/quote?effect=old-photo')).json().takes).toEqual({
      negative: false,
      reference: false,
      last: true,
      draft: false,
      commercial: true,
    });
    expect((await ana.get('/')).body).toMatch(/data-terms[^>]*>[^<]+/);
    for (const wrong of ['takes=9', 'seconds=x', 'effect=nothing', 'model=nobody'])
      expect(await termsOf(wrong)).toBe('');
  });
});
