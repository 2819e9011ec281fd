import { describe, expect, it } from 'vitest';
import { finishingOptions, finishingSteps, requireSound } from '../../src/core/finishing-options.ts';
import { parseValues } from '../../src/core/parse.ts';

const wish = (raw: object, before: Parameters<typeof finishingSteps>[1] = []) =>
  finishingSteps(parseValues({ options: finishingOptions }, { ...raw }, {}), before);

const all = {
  watermark: 'Ana',
  caption: 'At sea',
  title: 'Lisbon',
  grade: 'golden',
  strength: 0.5,
  upscale: '2160p',
  swell: 'light',
  ease: 'ease-in',
  speed: 0.5,
  smooth: '48',
  fill: 'crop',
  reframe: '1:1',
  denoise: 'light',
  deflicker: true,
} as const;

const steps = [
  { kind: 'deflicker' },
  { kind: 'denoise', strength: 0.35 },
  { kind: 'speed', factor: 0.5, ease: 'ease-in', method: 'motion' },
  { kind: 'reframe', ratio: '1:1', fill: { kind: 'subject' } },
  { kind: 'smooth', fps: 48, method: 'motion' },
  { kind: 'swell', strength: 0.4 },
  { kind: 'upscale', resolution: '2160p' },
  { kind: 'grade', look: 'golden', strength: 0.5 },
  { kind: 'title', text: 'Lisbon' },
  { kind: 'caption', text: 'At sea' },
  { kind: 'watermark', mark: { kind: 'text', text: 'Ana' } },
] as const;

describe('wishes for after filming', () => {
  it('are none unless said', () => {
    expect(wish({})).toEqual([]);
    expect(wish({ deflicker: 'off', denoise: 'off', watermark: ' ' })).toEqual([]);
  });

  it('say what shape is to be filled', () => {
    expect(() => wish({ fill: 'crop' })).toThrow('missing_option');
    expect(wish({ fill: 'crop', reframe: 'off' })).toEqual([]);
  });

  it('say what is graded', () => {
    expect(() => wish({ strength: 1 })).toThrow('missing_option');
  });

  it('say which sound the picture moves with', () => {
    expect(() => requireSound(wish({ swell: 'light' }), null)).toThrow('missing_option');
    requireSound(wish({ swell: 'light' }), 'sounds/one');
    requireSound(wish({ swell: 'off' }), null);
  });

  it('come to steps in their usual order', () => {
    expect(wish(all)).toEqual(steps);
  });

  it('keep what was wished before, but for what is said now', () => {
    expect(wish({}, steps)).toEqual(steps);
    expect(wish({ smooth: '60', watermark: '', deflicker: 'no' }, steps)).toEqual([
      steps[1],
      steps[2],
      steps[3],
      { kind: 'smooth', fps: 60, method: 'motion' },
      ...steps.slice(5, 10),
    ]);
    expect(wish({ fill: 'blur' }, steps)[3]).toEqual({ ...steps[3], fill: { kind: 'blur' } });
    expect(wish({ reframe: '9:16' }, steps)[3]).toEqual({ ...steps[3], ratio: '9:16' });
    expect(wish({ speed: 1, ease: 'linear', grade: 'off', title: '' }, steps)).toHaveLength(8);
    expect(wish({ strength: 1 }, steps)[7]).toEqual({ ...steps[7], strength: 1 });
    expect(wish({ grade: 'noir' })).toEqual([{ kind: 'grade', look: 'noir', strength: 0.7 }]);
  });

  it('leave steps alone that no option names', () => {
    const sound = { kind: 'sound', file: 'sounds/one', start: 0 } as const;
    expect(wish({ deflicker: 'yes' }, [sound])).toEqual([{ kind: 'deflicker' }, sound]);
  });

  it.each(['maybe', 2, {}])('refuse %j for a flag', (deflicker) => {
    expect(() => wish({ deflicker })).toThrow(expect.objectContaining({ kind: 'unknown_choice' }));
  });
});
