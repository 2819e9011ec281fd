import { afterEach, describe, expect, it } from 'vitest';
import { buildServer } from '../../adapters/web/server.ts';

describe('readiness', () => {
  let close = async (): Promise<void> => {};
  afterEach(() => close());

  const open = async (check: () => Promise<void>) => {
    const server = await buildServer({
      needs: [{ name: 'database', check }],
      waits: async () => ({ disk: 2 }),
    });
    close = async () => server.close();
    return async () => {
      const answer = await server.inject({ url: '/readyz' });
      return { code: answer.statusCode, ...answer.json() };
    };
  };

  it('asks once for many probes', async () => {
    let asked = 0;
    const ready = await open(async () => {
      asked += 1;
    });
    const answers = await Promise.all(Array.from({ length: 200 }, ready));
    expect(answers[199]).toEqual({
      code: 200,
      status: 'ready',
      needs: { database: true },
      waiting: { disk: 2 },
    });
    expect(asked).toBe(1);
  });

  it('asks again at once while something is missing', async () => {
    let there = false;
    const ready = await open(async () => {
      if (!there) throw new Error('away');
    });
    expect(await ready()).toMatchObject({ code: 503, status: 'not ready', needs: { database: false } });
    there = true;
    expect(await ready()).toMatchObject({ code: 200, status: 'ready' });
  });
});
