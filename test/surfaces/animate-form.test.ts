import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { findJob } from '../../src/store/jobs.ts';
import { clips } from '../../src/store/tables/clips-table.ts';
import { openQuestions } from '../../src/store/tables/questions-table.ts';
import { keepFile } from '../peers/discord/files.ts';
import { until } from '../peers/discord/person.ts';
import type { Interaction } from '../peers/discord/state.ts';
import type { Message } from '../peers/discord/world.ts';
import { buttonNamed, format } from '../story/discord-parts.ts';
import { latestJob, openChats, photo } from './chats.ts';

const menu = 'Animate this photo';

describe('the form about a photo on Discord', () => {
  const chats = openChats();

  const stage = () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home'));
    const standing = { channel };
    const clipOf = () => until(() => ana.sees(channel).find(({ attachments }) => attachments.length > 0), 10);
    const told = (words: string): Promise<Message> =>
      until(() => ana.sees(channel).find(({ content }) => content.includes(words)));
    const opened = (act: Interaction) => until(() => act.modal !== null && act);
    const keep = () => keepFile(discord.state, photo);
    return { discord, ana, ben, channel, standing, clipOf, told, opened, keep };
  };
  const fields = ({ modal }: Interaction): string[] =>
    ((modal?.['components'] ?? []) as { component: { custom_id: string } }[]).map(
      ({ component }) => component.custom_id,
    );

  it('asks for effect and prompt, and makes the clip of what it is told', async () => {
    const { ana, ben, channel, clipOf, opened, standing } = stage();
    const shown = await ana.post(channel, '', [photo]);
    const form = await opened(await ana.menu(menu, shown, standing));
    expect(fields(form)).toEqual(['effect', 'prompt', 'more', 'files', 'private']);
    expect(ana.sees(channel)).toEqual([shown]);
    shown.deleted = true;
    await ana.submit(form, { effect: ['old-photo'], prompt: 'softly', more: 'motion:high seed:7' }, standing);
    const clip = await clipOf();
    for (const said of ['Old photo', 'softly', 'Seed 7']) expect(clip.content).toContain(said);
    expect(ben.sees(channel)).toContain(clip);
    // Nothing of it is kept once it was carried out.
    const { database } = chats().services.store;
    await vi.waitFor(async () => expect(await database.$count(openQuestions)).toBe(0), 10_000);
  });

  it('refuses a mistyped option instead of taking it for a prompt', async () => {
    const { ana, channel, opened, standing, told } = stage();
    const form = await opened(await ana.menu(menu, await ana.post(channel, '', [photo]), standing));
    const before = chats().asked.length;
    await ana.submit(form, { effect: ['old-photo'], more: 'secnds:6 ratio:9:16' }, standing);
    await told('no secnds option. Did you mean seconds?');
    const again = await opened(await ana.menu(menu, await ana.post(channel, '', [photo]), standing));
    await ana.submit(again, { effect: ['old-photo'], more: 'motion:high softly' }, standing);
    await told('no softly option');
    expect(chats().asked.slice(before)).toEqual([]);
  });

  it('takes a mask and a depth map by the names of their files, for a new clip and for a changed one', async () => {
    const { ana, channel, opened, standing, told } = stage();
    const lastOrder = async () =>
      (await findJob(chats().services.store.database, await latestJob(chats(), `discord:${ana.user.id}`)))
        ?.order;
    const named = (name: string) => ({ ...photo, name });
    const form = await opened(await ana.menu(menu, await ana.post(channel, '', [photo]), standing));
    await ana.submit(form, { files: [named('cat.jpg')] }, standing);
    await told('no cat.jpg option');
    await ana.submit(form, { files: [named('mask.jpg'), named('mask-2.jpg')] }, standing);
    await told(format('failures.too_many_choices', { option: 'Mask', maximum: 1 }));
    await ana.submit(form, { files: [named('mask.jpg'), named('Depth.jpg')] }, standing);
    const clip = await until(() =>
      ana
        .sees(channel)
        .find(({ attachments, components }) => attachments.length > 0 && components.length > 0),
    );
    expect(await lastOrder()).toMatchObject({ mask: expect.any(String), depth: expect.any(String) });
    const change = await opened(await ana.press(clip, buttonNamed(clip, 'Edit'), standing));
    expect(fields(change)).toEqual(['prompt', 'more', 'files']);
    clip.deleted = true;
    await ana.submit(change, { prompt: 'softly', more: 'seconds:3', files: [named('logo.jpg')] }, standing);
    await until(() => ana.sees(channel).find(({ content }) => content.includes('softly')));
    expect(await lastOrder()).toMatchObject({ prompt: 'softly', seconds: 3, logo: expect.any(String) });
  });

  it('takes options that the command has no room for, and the other photos as references', async () => {
    const { ana, channel, clipOf, opened, standing } = stage();
    const shown = await ana.post(channel, '', [photo, { ...photo, name: 'other.jpg' }]);
    const form = await opened(await ana.menu(menu, shown, standing));
    const more = 'reference:on negative:"rain, fog" seed:8';
    await ana.submit(form, { photo: ['0', '1'], effect: ['old-photo'], more }, standing);
    shown.deleted = true;
    const clip = await clipOf();
    expect(clip.content).toContain('can’t use reference photos');
    const [made] = await chats()
      .services.store.database.select()
      .from(clips)
      .where(sql`recipe #>> '{order,seed}' = '8'`);
    expect(made?.recipe.order).toMatchObject({ negative: 'rain, fog', references: [expect.any(String)] });
  });

  it('asks which of several photos, and keeps a private clip from others', async () => {
    const { ana, ben, channel, clipOf, opened, standing } = stage();
    const other = { ...photo, name: 'other.jpg' };
    const shown = await ana.post(channel, '', [photo, other]);
    const form = await opened(await ana.menu(menu, shown, standing));
    expect(fields(form)).toEqual(['photo', 'effect', 'prompt', 'more', 'private']);
    await ana.submit(form, { photo: ['1'], private: true }, standing);
    shown.deleted = true;
    expect((await clipOf()).onlyFor).toBe(ana.user);
    expect(ben.sees(channel)).toEqual([]);
  });

  it('starts nothing when Discord no longer knows the submission', async () => {
    const { ana, channel, discord, opened, standing } = stage();
    const shown = await ana.post(channel, '', [photo]);
    const form = await opened(await ana.menu(menu, shown, standing));
    const before = chats().asked.length;
    const unknown = { code: 10062, message: 'Unknown interaction' };
    const fault = {
      matches: (method: string, path: string) => method === 'POST' && path.endsWith('/callback'),
      happens: 'before',
      answer: { kind: 'status', status: 404, body: unknown, headers: {} },
      times: 1,
    } as const;
    discord.state.faults.push({ ...fault });
    await ana.submit(form, { effect: ['old-photo'] }, standing);
    await until(() => discord.state.faults.every(({ times }) => times === 0));
    // What is asked next is answered as ever.
    const queue = await ana.command('queue', {}, standing);
    await until(() => queue.original?.content.includes('no jobs in the queue'));
    expect(
      chats()
        .asked.slice(before)
        .map(({ name }) => name),
    ).not.toContain('animate');
  });

  it('is not for a member whose timeout hasn’t ended', async () => {
    const { ana, ben, channel, standing, told } = stage();
    const timedOut = (minutes: number) => ({
      ...standing,
      timedOut: new Date(Date.now() + minutes * 60_000).toISOString(),
    });
    await ana.command('animate', { photo }, timedOut(5));
    await told(format('failures.timed_out'));
    expect(ben.sees(channel)).toEqual([]);
    const queue = await ana.command('queue', {}, timedOut(-5));
    await until(() => queue.original?.content.includes('no jobs in the queue'));
    // What takes back is always allowed.
    const cleared = await ana.command('forget', {}, timedOut(5));
    await until(() => cleared.original?.content.includes('Delete everything'));
  });

  it('shows the clip to the server when the tick for private is taken away', async () => {
    const { ana, ben, channel, clipOf, opened, standing } = stage();
    const manager = { ...standing, permissions: 1n << 5n };
    await ana.command('settings', { 'new-clips': 'private' }, manager);
    await until(() => ana.sees(channel).length > 0);
    const form = await opened(await ana.menu(menu, await ana.post(channel, '', [photo]), standing));
    await ana.submit(form, { private: false }, standing);
    const clip = await clipOf();
    expect(clip.onlyFor).toBeNull();
    expect(ben.sees(channel)).toContain(clip);
  });

  it('belongs to the one who opened it', async () => {
    const { ana, ben, channel, opened, standing } = stage();
    const form = await opened(await ana.menu(menu, await ana.post(channel, '', [photo]), standing));
    await ben.submit(form, {}, standing);
    await until(() => ben.sees(channel).some(({ content }) => content.includes(format('failures.expired'))));
  });

  it('can be sent off long after it was opened, as long as the photo is there', async () => {
    const { ana, channel, clipOf, discord, opened, standing, told } = stage();
    const shown = await ana.post(channel, '', [photo]);
    const form = await opened(await ana.menu(menu, shown, standing));
    shown.deleted = true;
    discord.state.clock.advance(60 * 60_000);
    await ana.submit(form, {}, standing);
    (await clipOf()).deleted = true;
    const again = await ana.post(channel, '', [photo]);
    const late = await opened(await ana.menu(menu, again, standing));
    discord.state.clock.advance(25 * 60 * 60_000);
    await ana.submit(late, {}, standing);
    expect((await told('❌')).content).toContain(format('failures.expired'));
  });

  it.each([
    'forwarded',
    'in a media gallery',
    'behind a link',
    'a sticker',
    'without a content type',
  ] as const)('takes a photo %s', async (kind) => {
    const { ana, channel, clipOf, keep, opened, standing } = stage();
    const file = await keep();
    const { content_type: _, ...untyped } = file;
    const media = { url: file.url, proxy_url: file.url, content_type: 'image/jpeg' };
    const shown = await ana.post(
      channel,
      '',
      [],
      {
        forwarded: { forwards: { attachments: [file], content: '' } },
        'in a media gallery': {
          components: [{ type: 17, id: 1, components: [{ type: 12, id: 2, items: [{ media }] }] }],
        },
        'behind a link': { embeds: [{ type: 'image', url: 'https://x.example/a', thumbnail: media }] },
        'a sticker': { stickers: [{ id: file.id, name: 'Wave', format_type: 1 }] },
        'without a content type': {},
      }[kind],
    );
    if (kind === 'without a content type') shown.attachments.push(untyped);
    const form = await opened(await ana.menu(menu, shown, standing));
    shown.deleted = true;
    await ana.submit(form, {}, standing);
    await clipOf();
  });

  it('says so where a message has no photo', async () => {
    const { ana, channel, standing, told } = stage();
    await ana.menu(menu, await ana.post(channel, 'hello'), standing);
    expect((await told('❌')).content).toContain(format('failures.photo_not_in_message'));
  });

  it('asks for the photo where a command came without one, and keeps what was typed', async () => {
    const { ana, clipOf, opened, standing } = stage();
    const form = await opened(await ana.command('animate', { effect: 'old-photo', seed: 9 }, standing));
    expect(fields(form)).toEqual(['photos', 'effect', 'prompt', 'more', 'private']);
    // The only picture is the photo, whatever it's named.
    await ana.submit(form, { photos: [{ ...photo, name: 'logo.jpg' }] }, standing);
    const clip = await clipOf();
    expect(clip.content).toContain('Old photo');
    expect(clip.content).toContain('Seed 9');
  });

  it('uses the recipe of a clip on another photo', async () => {
    const { ana, channel, clipOf, opened, standing, told } = stage();
    await ana.command('animate', { photo, effect: 'old-photo', seed: 12 }, standing);
    const first = await clipOf();
    await ana.press(first, buttonNamed(first, 'Recipe'), standing);
    const recipe = await told('Effect:');
    const form = await opened(await ana.press(recipe, buttonNamed(recipe, 'Use on my photo'), standing));
    first.deleted = true;
    await ana.submit(form, { photos: [{ ...photo, name: 'mine.jpg' }] }, standing);
    expect((await clipOf()).content).toContain('Seed 12');
    expect(ana.sees(channel).some(({ content }) => content.includes('❌'))).toBe(false);
  });

  it('is not needed for somebody’s picture or a link, which only Discord’s own hosts may serve', async () => {
    const { ana, ben, clipOf, keep, standing, told } = stage();
    await ana.command('animate', { user: ben.user }, standing);
    const nobody = await told(format('failures.avatar_missing'));
    nobody.deleted = true;
    await ben.wear(photo);
    await ana.command('animate', { user: ben.user }, standing);
    const first = await clipOf();
    first.deleted = true;
    await ana.command('animate', { url: (await keep()).url }, standing);
    (await clipOf()).deleted = true;
    for (const url of ['https://example.com/a.jpg', 'http://169.254.169.254/latest', 'file:///etc/passwd']) {
      await ana.command('animate', { url }, standing);
      (await told(format('failures.photo_link_refused'))).deleted = true;
    }
  });
});
