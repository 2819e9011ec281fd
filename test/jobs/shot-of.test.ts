import { describe, expect, it } from 'vitest';
import { dance } from '../../effects/dance.ts';
import { shotOf } from '../../src/jobs/shot-of.ts';
import { order } from '../store/rows.ts';

describe('a shot that goes on from another clip', () => {
  it('keeps to the beat of a song that goes on with it', () => {
    const beat = { tempo: 100, first: 0.25 };
    const beatOf = (after: typeof order.after) =>
      shotOf(dance, { ...order, beat, after }, 7, [], []).local.beat;
    expect(beatOf(null)).toEqual(beat);
    expect(beatOf({ clip: 'first', owner: 'ana', seconds: 4 })).toEqual({ tempo: 100, first: -3.25 });
  });
});
