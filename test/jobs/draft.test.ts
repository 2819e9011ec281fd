import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import type { Order } from '../../src/core/order.ts';
import { clipsOf } from '../../src/jobs/lists.ts';
import { actor } from '../peers/render-services.ts';
import { standUp } from './job-stand.ts';
import { ask } from './job-studio.ts';

const ana = actor('ana');

describe('a draft', () => {
  const stand = standUp();

  /** Two models: a cheap look and the real thing, which has no seed. */
  const engine = (): Engine => ({
    ...stand.engine,
    models: () =>
      stand.engine.models().flatMap((model) => [
        { ...model, name: 'real', repeatable: false },
        { ...model, name: 'look', draft: true, refine: 'real' },
      ]),
    plan: (shot, model) => {
      const name = model ?? 'real';
      return { ...stand.engine.plan(shot, model), model: name, credits: name === 'look' ? 1 : 9 };
    },
  });

  const made = async (more: Partial<Order>) => {
    await stand.rebuild({ engine: engine(), limits: { daily: 100 } });
    await stand.work();
    const { job } = await stand.ask('ana', { effect: 'old-photo', seed: 8_001, ...more });
    await stand.done(job.id);
    const [entry] = (await clipsOf(stand.services, 'ana', null)).entries;
    if (entry === undefined) throw new Error('no clip');
    return { clip: entry.clip, buttons: stand.delivered.at(-1)?.actions ?? [] };
  };

  it('is made by the cheap model, and refined into the real one with the same seed', async () => {
    const { clip, buttons } = await made({ draft: true });
    expect(clip.recipe.model).toBe('look');
    expect(buttons).toContainEqual({ command: 'refine', id: clip.id });
    const { job } = await ask(stand.services, 'refine', ana, { id: clip.id });
    await stand.done(job?.id ?? '');
    const [finer] = (await clipsOf(stand.services, 'ana', null)).entries;
    expect(finer?.clip.recipe).toMatchObject({ model: 'real', order: { seed: 8_001, effect: 'old-photo' } });
  });

  it('is nothing that a real clip could be refined from', async () => {
    const { clip, buttons } = await made({});
    expect(clip.recipe.model).toBe('real');
    expect(buttons.map(({ command }) => command)).not.toContain('refine');
    await expect(ask(stand.services, 'refine', ana, { id: clip.id })).rejects.toMatchObject({
      kind: 'not_refinable',
    });
  });

  it('whose model has no seed is followed by a new take, not a reroll', async () => {
    const { clip, buttons } = await made({});
    expect(buttons).toContainEqual({ command: 'reroll', id: clip.id, argument: 'take' });
  });
});
