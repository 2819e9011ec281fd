import { describe, expect, it } from 'vitest';
import { afterPress } from '../../adapters/chat/presses.ts';
import { effects as allEffects } from '../../effects/all.ts';
import type { Clip } from '../../src/core/clip.ts';
import { sideBySideIn } from '../../src/core/variants.ts';
import { readable } from '../../src/jobs/side-by-side.ts';
import { clipsOfJob, setVisibility } from '../../src/store/clip-rows.ts';
import { balanceOf, grantCredits } from '../../src/store/ledger.ts';
import { countVotes } from '../../src/store/ratings.ts';
import { labelsOf } from '../../src/text/labels.ts';
import { effectName } from '../../src/text/names.ts';
import { sentence } from '../../src/text/sentence.ts';
import { standUp } from '../jobs/job-stand.ts';
import { ask } from '../jobs/job-studio.ts';
import { english, messagesFor } from '../messages/opened.ts';
import { actor } from '../peers/render-services.ts';

describe('a comparison', () => {
  const stand = standUp();
  const ana = actor('ana', { communities: ['home'] });
  const ben = actor('ben', { communities: ['home'] });
  const stranger = actor('eve', { communities: ['other'] });

  /** What shows both clips, then the clips. */
  const compared = async (): Promise<readonly [Clip, Clip, Clip]> => {
    await grantCredits(stand.store.database, 'ana', 20);
    await stand.work();
    const { job } = await stand.ask('ana', {
      takes: 2,
      variants: [{}, { effect: 'old-photo' }],
      compare: true,
      community: 'home',
      visibility: 'community',
    });
    await stand.done(job.id);
    const [all, one, two] = await clipsOfJob(stand.store.database, job.id);
    if (!all || !one || !two) throw new Error('a clip is missing');
    return [all, one, two];
  };
  const vote = (who: typeof ana, { id }: Clip) => ask(stand.services, 'vote', who, { id });
  const labels = (actions: Parameters<typeof labelsOf>[0]): string[] =>
    labelsOf(actions, english).map(({ text }) => text);

  it('adds one clip of all, for nothing, which comes first and has a vote for each', async () => {
    const [all, one, two] = await compared();
    expect(sideBySideIn(all)).toEqual({
      kind: 'beside',
      clips: [one.id, two.id],
      labels: ['1 Parallax', '2 Old photo'],
    });
    expect(await balanceOf(stand.store.database, 'ana')).toBe(14);
    const [sent] = stand.delivered;
    expect(sent?.clips.map(({ clip }) => clip.id)).toEqual([all.id, one.id, two.id]);
    const shown = labels(sent?.actions ?? []);
    expect(shown).toEqual(
      expect.arrayContaining(['Vote 1', 'Vote 2', 'Share', 'Delete', 'Clip 1', 'Clip 2']),
    );
    // Nothing that would change it or be made of it.
    expect(shown.filter((label) => /Reroll|Edit|Extend|motion|preset/.test(label))).toEqual([]);
    await expect(ask(stand.services, 'reroll', ana, { id: all.id })).rejects.toMatchObject({
      kind: 'side_by_side',
    });
  });

  it('has the names in its picture that effects have everywhere', () => {
    for (const { name } of allEffects) expect(readable(name)).toBe(effectName(english, name));
  });

  it('takes one vote of everybody who sees it, which they may change', async () => {
    const [, one, two] = await compared();
    await vote(ana, two);
    const { actions, text } = await vote(ben, one);
    expect(text).toMatchObject({
      key: 'voted',
      values: { chosen: { number: 1, effect: 'parallax' }, results: [{ votes: 1 }, { votes: 1 }] },
    });
    expect(sentence(messagesFor('de'), text)).toContain('2 Altes Foto · 1 Stimme');
    expect(labels(actions)).toEqual(['Vote 1 (1)', 'Vote 2 (1)']);
    await vote(ben, two);
    expect(await countVotes(stand.store.database, one.job)).toEqual(new Map([[two.id, 2]]));
    await expect(vote(stranger, one)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('is voted on by everybody who sees it, even if its clips are shown nowhere else', async () => {
    const [, one, two] = await compared();
    for (const { id } of [one, two]) await setVisibility(stand.store.database, { id }, 'private');
    expect((await vote(ben, one)).text.key).toBe('voted');
    await expect(vote(stranger, one)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('goes with any of the clips it shows', async () => {
    const [all, one, two] = await compared();
    await ask(stand.services, 'delete', ana, { id: one.id });
    expect((await clipsOfJob(stand.store.database, all.job)).map(({ id }) => id)).toEqual([two.id]);
  });

  it('shows the count on the button that was pressed, and leaves the others', async () => {
    const [, one, two] = await compared();
    const reply = await vote(ben, two);
    const there = [
      { command: 'vote', id: one.id, argument: '1' },
      { command: 'vote', id: two.id },
      { command: 'share', id: one.id },
    ];
    expect(afterPress({ command: 'vote', id: two.id }, reply, there, false)).toEqual({
      kind: 'buttons',
      actions: [
        { command: 'vote', id: one.id },
        { command: 'vote', id: two.id, argument: '1' },
        { command: 'share', id: one.id },
      ],
    });
  });
});
