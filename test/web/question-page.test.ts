import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildServer } from '../../adapters/web/server.ts';
import { findUnclaimed } from '../../src/store/claims.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { listConsents } from '../../src/store/consents.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, person, wish } from './people.ts';

describe('what is asked on the web before a clip is made', () => {
  const stand = standUp();
  let server: Awaited<ReturnType<typeof buildServer>>;
  const open = async (askAbove: number): Promise<void> => {
    await stand.rebuild({ limits: { daily: 1_000, askAbove } });
    server = await buildServer({ needs: [], pages: [pagesOf(stand.services)] });
  };
  beforeEach(() => open(5));
  afterEach(() => server.close());
  const jobs = () => findUnclaimed(stand.store.database, 10);
  const buttonsIn = (body: string): string[] =>
    [...body.matchAll(/value="(confirm:[^"]+)"/g)].map(([, value = '']) => value);

  const yesIn = (body: string): string => buttonsIn(body).at(-1) ?? '';

  it('without scripts on a page, whose yes begins it and is written down', async () => {
    const ana = await person(server);
    const asked = await ana.post('/make', wish({ effect: 'kiss' }));
    expect(asked.statusCode).toBe(200);
    expect(asked.body).toContain('Is everyone shown an adult, and do they agree?');
    expect(await jobs()).toEqual([]);
    const begun = await ana.press(yesIn(asked.body));
    expect(begun.statusCode).toBe(303);
    const [job] = await jobs();
    expect(begun.headers.location).toBe(`/jobs/${job?.id}`);
    const [consent] = await listConsents(stand.store.database, job?.id ?? '');
    expect(consent).toMatchObject({ question: 'kiss', actor: job?.owner, surface: 'web' });
  });

  it('with scripts in a dialog, whose no begins nothing', async () => {
    const ana = await person(server);
    const asked = (await ana.post('/make', wish({ effect: 'kiss' }), { json: true })).json();
    expect(asked.dialog).toMatch(/^<dialog .*agree\?/);
    const no = buttonsIn(asked.dialog).find((value) => value.endsWith(':no')) ?? '';
    expect((await ana.press(no, { json: true })).json()).not.toHaveProperty('job');
    expect(await jobs()).toEqual([]);
  });

  it('what a clip costs, where that is much; nothing where it is little', async () => {
    const ana = await person(server);
    const asked = (await ana.post('/make', wish({ effect: 'old-photo', takes: '3' }), { json: true })).json();
    expect(asked.dialog).toContain('9');
    expect((await ana.press(yesIn(asked.dialog), { json: true })).json()).toHaveProperty('job');
    const cheap = await ana.post('/make', wish({ effect: 'old-photo' }), { json: true });
    expect(cheap.json()).toHaveProperty('job');
  });

  it('how many credits are left, where a button was pressed: there the form with its terms is not in sight', async () => {
    await open(1);
    const ana = await person(server);
    const asked = (await ana.post('/make', wish({ effect: 'old-photo' }), { json: true })).json();
    expect(asked.dialog).not.toContain('You have');
    const { job } = (await ana.press(yesIn(asked.dialog), { json: true })).json();
    await stand.work();
    await stand.done(job);
    const [clip] = await clipsOfJob(stand.store.database, job);
    const again = (await ana.press(`reroll:${clip?.id}`, { json: true })).json();
    expect(again.dialog).toContain('You have');
  });

  it('names the field whose words were refused, and none where they are elsewhere', async () => {
    const ana = await person(server);
    const refused = async (fields: Record<string, string>) => {
      const { error, field } = (await ana.post('/make', wish(fields), { json: true })).json();
      return [error, field];
    };
    expect(await refused({ prompt: 'nudify' })).toEqual(['blocked_words', 'prompt']);
    expect(await refused({ watermark: 'nudify' })).toEqual(['blocked_words', undefined]);
  });
});
