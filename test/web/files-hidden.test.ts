import { describe, expect, it } from 'vitest';
import { targetOf } from '../../adapters/discord/discord-target.ts';
import { messageFor } from '../../adapters/discord/outgoing.ts';
import { signedUrl } from '../../adapters/web/gallery/clip-urls.ts';
import { reply } from '../../src/core/reply.ts';
import { clipLinks } from '../../src/main/web-url.ts';
import { findClip } from '../../src/store/clip-rows.ts';
import { ask as command, publishAs } from '../jobs/job-studio.ts';
import { servicesAround } from '../peers/chat-services.ts';
import { asMarked } from '../peers/marked.ts';
import { actor } from '../peers/render-services.ts';
import { languages, secret } from './visit.ts';
import { openGallery } from './web-gallery-stand.ts';

const { stand, ask, add, person } = openGallery();

const link = async (id: string, milliseconds = 60_000): Promise<string> => {
  const clip = await findClip(stand.store.database, id);
  return clip === null ? '' : signedUrl(secret, clip, Date.now() + milliseconds);
};
const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
  (await ask(path, { headers })).status;

describe('the file of a clip that is not public', () => {
  it.each(['private', 'community'] as const)('is nowhere for others: %s', async (visibility) => {
    const id = await add({ visibility, community: 'home' });
    const stranger = await person();
    const never = `/files/${'A'.repeat(22)}.mp4`;
    for (const headers of [{ accept: 'text/html' }, { accept: 'application/json' }]) {
      const [hidden, none] = await Promise.all(
        [`/files/${id}.mp4`, never].map((path) => ask(path, { headers, by: stranger })),
      );
      expect(hidden?.status).toBe(404);
      expect(await hidden?.text()).toBe(await none?.text());
      expect([...(hidden?.headers.keys() ?? [])]).toEqual([...(none?.headers.keys() ?? [])]);
    }
    expect(await status(`/files/${id}.jpg`)).toBe(404);
  });

  it('is shown to its owner, and kept by no cache', async () => {
    const owner = await person();
    const id = await add({ visibility: 'private', owner: owner.owner });
    const answer = await ask(`/files/${id}.mp4`, { by: owner, headers: { range: 'bytes=0-9' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('is opened by a link until its time is over, and that is said', async () => {
    const id = await add({ visibility: 'private' });
    const open = await ask(await link(id));
    expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(await status((await link(id)).replace('.mp4', '.jpg'))).toBe(200);
    const over = await ask(await link(id, -1_000), { headers: { accept: 'text/html' } });
    expect(over.status).toBe(410);
    expect(await over.text()).toContain('expired');
  });

  it('is all that its link opens: not the page with the prompt', async () => {
    const id = await add({ visibility: 'private' });
    const file = await link(id);
    expect(await status(file)).toBe(200);
    expect(await status(file.replace('/files/', '/c/').replace('.mp4', ''))).toBe(404);
  });

  it('is opened by no link that was made up, or made for something else', async () => {
    const [id, other] = [await add({ visibility: 'private' }), await add({ visibility: 'private' })];
    const good = await link(id);
    const token = good.split('=')[1] ?? '';
    expect(await status(`/files/${other}.mp4?token=${token}`)).toBe(404);
    for (const made of [
      '',
      'x',
      `${token}x`,
      token.replace(/^./, 'z'),
      token.slice(0, -2),
      `${token}&token=${token}`,
      '%00',
    ])
      expect([400, 404]).toContain(await status(`/files/${id}.mp4?token=${made}`));
    const clip = await findClip(stand.store.database, id);
    const forged = clip === null ? '' : signedUrl('another secret', clip, Date.now() + 60_000);
    expect(await status(forged)).toBe(404);
  });

  it('is shut to every earlier link the moment others may see it, or may no longer', async () => {
    const ana = actor('ana');
    const id = await add({ visibility: 'private' });
    const first = await link(id);
    expect(await status(first)).toBe(200);
    await publishAs(stand.services, ana, id);
    const second = await link(id);
    await command(stand.services, 'share', ana, { id, to: 'private' });
    for (const old of [first, second, `/files/${id}.mp4`, `/files/${id}.jpg`])
      expect(await status(old)).toBe(404);
    const third = await link(id);
    expect(await status(third)).toBe(200);
    await command(stand.services, 'delete', ana, { id });
    expect(await status(third)).toBe(404);
  });
});

describe('a link for chat', () => {
  it('leads to the page of a public clip, and to the file of any other for a day', async () => {
    const links = clipLinks({ PUBLIC_URL: 'https://clips.example/' }, secret);
    const shown = await findClip(stand.store.database, await add());
    const hidden = await findClip(stand.store.database, await add({ visibility: 'community' }));
    if (shown === null || hidden === null) throw new Error('no clips');
    expect(links(shown)).toBe(`https://clips.example/c/${shown.id}`);
    const address = links(hidden) ?? '';
    expect(address).toMatch(new RegExp(`^https://clips.example/files/${hidden.id}\\.mp4\\?token=`));
    expect(await status(address.replace('https://clips.example', ''))).toBe(200);
    expect(clipLinks({ PUBLIC_URL: undefined }, secret)(hidden)).toBeNull();
  });

  it('stands in the place of a clip that is too big for Discord', async () => {
    const links = clipLinks({ PUBLIC_URL: 'https://clips.example' }, secret);
    const clip = await findClip(stand.store.database, await add({ visibility: 'private' }));
    if (clip === null) throw new Error('no clip');
    const deps = servicesAround({ messages: languages.messages, link: (entry) => links(entry.clip) });
    const there = targetOf({
      ...{ platform: 'discord', application: '1', token: 't', since: 0, user: '1', channel: '1', card: null },
      ...{ ephemeral: true, direct: false, present: true, limit: 10, spoiler: false, locale: 'en' },
    });
    const said = reply(
      { key: 'clip', values: { effect: 'parallax' } },
      { clips: [{ clip, path: asMarked(''), thumbnail: '' }] },
    );
    const { content, uploads } = await messageFor(deps, there, said, 10, '');
    expect(uploads).toEqual([]);
    const [, address = ''] = /(https:\S+)/.exec(content) ?? [];
    expect(await status(address.replace('https://clips.example', ''))).toBe(200);
  });
});
