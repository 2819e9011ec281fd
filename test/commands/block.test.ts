import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import { readConfig } from '../../src/config.ts';
import type { BoundCommand, Command, Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { reply } from '../../src/core/reply.ts';
import { bindCommand } from '../../src/jobs/bind-command.ts';
import { forgetOwner } from '../../src/jobs/forget-owner.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import type { Allowed, Services } from '../../src/jobs/services.ts';
import { clipsOfJob, insertClip } from '../../src/store/clip-rows.ts';
import { closeReports } from '../../src/store/reports.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { actor, request } from '../peers/render-services.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';

const home = 'discord:100';
const admin = actor('discord:1', { communities: [home], manages: [home] });
const ben = actor('discord:2', { communities: [home] });
const everybody: Allowed = { servers: [], groups: [], users: [] };

describe('who may use the service', () => {
  const stand = standUp();
  const here = { community: home };
  const terminal = { uncapped: true, target: { platform: 'terminal' } };
  /** What somebody is answered who asks a command that does nothing. */
  const answered = (who: Request, name = 'animate', allowed = everybody, raw = {}): Promise<string> => {
    const command: Command<Services> = {
      ...commandNamed({ commands: commands as unknown as BoundCommand[] }, name),
      options: Object.fromEntries(
        Object.keys(raw).map((option) => [option, { type: 'text', required: true, maximum: 20 }] as const),
      ),
      run: async () => reply({ key: 'help', values: {} }),
    };
    return bindCommand({ ...stand.services, allowed }, { effects: [], engines: [], models: [] }, command)
      .run(who, raw)
      .then(
        () => 'done',
        (error: unknown) => asFailure(error).kind,
      );
  };
  const inHome = (who = ben) => request(who, { ...here, target: { platform: 'discord' } });
  const elsewhere = (who = ben) =>
    request(who, { community: 'discord:999', target: { platform: 'discord' } });

  it('has no more than 50 reports that nobody has reviewed', async () => {
    const { database } = stand.store;
    const job = await insertJob(database, jobRow());
    const report = async (take: number): Promise<string> => {
      const row = { ...clipRow(job?.id ?? '', take), community: home, visibility: 'community' } as const;
      await insertClip(database, row);
      const said = await ask(stand.services, 'report', ben, { id: row.id, why: 'rules' }, here).then(
        ({ text }) => text.key,
        (error: unknown) => asFailure(error).kind,
      );
      if (take === 1) await closeReports(database, row.id);
      return said;
    };
    const told: string[] = [];
    for (let take = 1; take <= 52; take++) told.push(await report(take));
    expect(told.map((one) => one === 'too_many_reports')).toEqual(told.map((_, index) => index === 51));
  });

  it('is blocked in a server by its admins: by mention, by id, by a clip', async () => {
    expect(await answered(inHome())).toBe('done');
    const said = await ask(stand.services, 'block', admin, { who: '<@2>' }, here);
    expect(said.text).toEqual({ key: 'blocked', values: { who: 'discord:2', everywhere: false } });
    expect([await answered(inHome()), await answered(elsewhere())]).toEqual(['blocked', 'done']);
    const list = await ask(stand.services, 'block', admin, {}, here);
    expect(list.text).toEqual({ key: 'blocked_list', values: { people: ['discord:2'] } });
    await ask(stand.services, 'unblock', admin, { who: '2' }, here);
    expect(await answered(inHome())).toBe('done');
    await stand.rebuild({ limits: { daily: 100 } });
    const { job } = await stand.ask('discord:2', { community: home, visibility: 'community' });
    await runJob(stand.services, job.id, new AbortController().signal);
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    await ask(stand.services, 'block', admin, { who: clip?.id }, here);
    expect(await answered(inHome())).toBe('blocked');
  });

  it('lets blocked people take their clips back, but not show them', async () => {
    await ask(stand.services, 'block', admin, { who: '2' }, here);
    const said = (name: string, raw = {}) => answered(inHome(), name, everybody, raw);
    for (const to of [{}, { to: 'private' }, { to: 'unlink' }]) expect(await said('share', to)).toBe('done');
    expect(await said('unshare')).toBe('done');
    for (const to of ['link', 'community', 'public']) expect(await said('share', { to })).toBe('blocked');
    expect(await said('publish', { to: 'yes' })).toBe('blocked');
  });

  it('lets them show nothing from there, wherever they ask', async () => {
    await stand.rebuild({ limits: { daily: 100 } });
    const { job } = await stand.ask('discord:2', { community: home, visibility: 'private' });
    await runJob(stand.services, job.id, new AbortController().signal);
    const [clip] = await clipsOfJob(stand.store.database, job.id);
    await ask(stand.services, 'block', admin, { who: '2' }, here);
    const said = (name: string, to: string) =>
      ask(stand.services, name, ben, { id: clip?.id, to }).then(
        () => 'done',
        (error: unknown) => asFailure(error).kind,
      );
    for (const to of ['link', 'community']) expect(await said('share', to), to).toBe('blocked');
    expect(await said('publish', 'yes')).toBe('blocked');
    expect(await said('share', 'private')).toBe('done');
  });

  it('is not for members to say, nor anything but somebody', async () => {
    const refused = (who: typeof ben, words: string, more: object = here) =>
      ask(stand.services, 'block', who, { who: words }, more).then(
        () => 'done',
        (error: unknown) => asFailure(error).kind,
      );
    expect(await refused(ben, '<@1>')).toBe('not_manager');
    expect(await refused(admin, '<@2>', {})).toBe('no_community');
    expect(await refused(admin, 'everybody')).toBe('unknown_choice');
    expect(await refused(admin, 'telegram:2')).toBe('unknown_choice');
  });

  it('is blocked everywhere by the operator, but never from what is theirs', async () => {
    await ask(stand.services, 'block', actor('terminal:root'), { who: 'discord:2' }, terminal);
    expect([await answered(inHome()), await answered(elsewhere())]).toEqual(['blocked', 'blocked']);
    for (const own of ['forget', 'export', 'privacy', 'delete', 'cancel'])
      expect(await answered(inHome(), own)).toBe('done');
  });

  it('stays blocked after being forgotten, without being named', async () => {
    await ask(stand.services, 'block', admin, { who: '<@2>' }, here);
    await forgetOwner(stand.services, ben);
    const { text } = await ask(stand.services, 'block', admin, {}, here);
    expect(JSON.stringify(text)).not.toContain('discord:2');
    expect(await answered(inHome())).toBe('blocked');
    await ask(stand.services, 'unblock', admin, { who: '2' }, here);
    expect(await answered(inHome())).toBe('done');
  });

  it.each([
    { allowed: everybody, home: 'done', away: 'done' },
    { allowed: { ...everybody, servers: [home] }, home: 'done', away: 'not_admitted' },
    { allowed: { ...everybody, servers: ['discord:5'] }, home: 'not_admitted', away: 'not_admitted' },
    { allowed: { ...everybody, servers: [home], users: ['discord:2'] }, home: 'done', away: 'done' },
    { allowed: { ...everybody, users: ['discord:3'] }, home: 'not_admitted', away: 'not_admitted' },
    { allowed: { ...everybody, groups: ['telegram:-5'] }, home: 'done', away: 'done' },
    { allowed: { ...everybody, users: ['telegram:3'] }, home: 'done', away: 'done' },
  ])('is let in by the operator: $allowed', async ({ allowed, home: at, away }) => {
    expect(await answered(inHome(), 'animate', allowed)).toBe(at);
    expect(await answered(elsewhere(), 'animate', allowed)).toBe(away);
    const alone = request(ben, { target: { platform: 'discord' } });
    expect(await answered(alone, 'animate', allowed)).toBe(away);
    expect(await answered(request(ben, terminal), 'animate', allowed)).toBe('done');
  });

  it('is named in settings as platforms do', () => {
    const config = readConfig({
      ALLOWED_SERVERS: '100, 200',
      ALLOWED_GROUPS: '-1001',
      ALLOWED_USERS: 'discord:2,telegram:3',
    });
    expect(config.ALLOWED_SERVERS).toEqual(['discord:100', 'discord:200']);
    expect(config.ALLOWED_GROUPS).toEqual(['telegram:-1001']);
    expect(config.ALLOWED_USERS).toEqual(['discord:2', 'telegram:3']);
    for (const [name, value] of Object.entries({ ALLOWED_SERVERS: 'home', ALLOWED_USERS: '2' }))
      expect(() => readConfig({ [name]: value })).toThrow();
  });
});
