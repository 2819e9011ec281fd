import type { Options, Values } from './command.ts';
import { Failure } from './failure.ts';
import { type Ease, eases, looks, type PostStep, shapes } from './post-steps.ts';

/** Options for post-processing. `off`, or an empty text, removes what an earlier order requested. */
export const finishingOptions = {
  deflicker: { type: 'flag', default: false },
  denoise: { type: 'choice', choices: ['off', 'light', 'strong'], default: 'off' },
  reframe: { type: 'choice', choices: ['off', ...shapes], default: 'off' },
  fill: { type: 'choice', choices: ['blur', 'crop'], default: 'blur' },
  smooth: { type: 'choice', choices: ['off', '48', '60'], default: 'off' },
  speed: { type: 'number', minimum: 0.5, maximum: 2, whole: false, default: 1 },
  ease: { type: 'choice', choices: eases, default: 'linear' },
  swell: { type: 'choice', choices: ['off', 'light', 'strong'], default: 'off' },
  upscale: { type: 'choice', choices: ['off', '720p', '1080p', '2160p'], default: 'off' },
  grade: { type: 'choice', choices: ['off', ...looks], default: 'off' },
  strength: { type: 'number', minimum: 0, maximum: 1, whole: false, default: 0.7 },
  title: { type: 'text', maximum: 120 },
  caption: { type: 'text', maximum: 200 },
  watermark: { type: 'text', maximum: 60 },
} as const satisfies Options;

type FinishingValues = Values<typeof finishingOptions>;
type Of<K extends PostStep['kind']> = Extract<PostStep, { readonly kind: K }>;

const strengths = { light: 0.35, strong: 0.8 } as const;
const swells = { light: 0.4, strong: 1 } as const;
const fills = { blur: { kind: 'blur' }, crop: { kind: 'subject' } } as const;

/** The step for the given value, or the earlier step if no value was given. */
const stepFor = <Value, Step>(
  value: Value | null,
  earlier: Step | null,
  make: (value: Exclude<Value, 'off'>) => Step | null,
): Step | null => {
  if (value === null) return earlier;
  return value === 'off' ? null : make(value as Exclude<Value, 'off'>);
};

const paced = (factor: number, ease: Ease): PostStep | null =>
  factor === 1 && ease === 'linear'
    ? null
    : { kind: 'speed', factor, ease, method: factor < 1 ? 'motion' : 'blend' };

const written = (kind: 'title' | 'caption') => (text: string) => (text === '' ? null : { kind, text });

/**
 * The post-processing steps an order requests; options that aren't given stay as they were `before`. Clean-up comes
 * first and overlays last; frames are added while they are small. Throws `Failure` `missing_option` for a fill without
 * a new aspect ratio, or a strength without a color grade.
 */
export const finishingSteps = (wishes: FinishingValues, before: readonly PostStep[] = []): PostStep[] => {
  const was = <K extends PostStep['kind']>(kind: K) =>
    before.find((step): step is Of<K> => step.kind === kind) ?? null;
  const shaped = was('reframe');
  const fill = wishes.fill === null ? (shaped?.fill ?? fills.blur) : fills[wishes.fill];
  if (wishes.fill !== null && wishes.reframe === null && shaped === null)
    throw new Failure('missing_option', { option: 'reframe' });
  const graded = was('grade');
  const strength = wishes.strength ?? graded?.strength ?? finishingOptions.strength.default;
  if (wishes.strength !== null && wishes.grade === null && graded === null)
    throw new Failure('missing_option', { option: 'grade' });
  const pace = was('speed');
  const steps: readonly (PostStep | null)[] = [
    stepFor(wishes.deflicker, was('deflicker'), (on) => (on ? { kind: 'deflicker' } : null)),
    stepFor(wishes.denoise, was('denoise'), (how) => ({ kind: 'denoise', strength: strengths[how] })),
    paced(wishes.speed ?? pace?.factor ?? 1, wishes.ease ?? pace?.ease ?? 'linear'),
    stepFor(wishes.reframe, shaped && { ...shaped, fill }, (ratio) => ({ kind: 'reframe', ratio, fill })),
    stepFor(wishes.smooth, was('smooth'), (fps) => ({
      kind: 'smooth',
      fps: fps === '48' ? 48 : 60,
      method: 'motion',
    })),
    stepFor(wishes.swell, was('swell'), (how) => ({ kind: 'swell', strength: swells[how] })),
    stepFor(wishes.upscale, was('upscale'), (resolution) => ({ kind: 'upscale', resolution })),
    stepFor(wishes.grade, graded && { ...graded, strength }, (look) => ({ kind: 'grade', look, strength })),
    stepFor(wishes.title, was('title'), written('title')),
    stepFor(wishes.caption, was('caption'), written('caption')),
    stepFor(wishes.watermark, was('watermark'), (text) =>
      text === '' ? null : { kind: 'watermark', mark: { kind: 'text', text } },
    ),
  ];
  const others = before.filter(({ kind }) => !(kind in finishingOptions));
  return [...steps.filter((step) => step !== null), ...others];
};

/** Throws `Failure` `missing_option` where the picture would move with a sound that isn't there. */
export const requireSound = (steps: readonly PostStep[], sound: unknown): void => {
  if (sound === null && steps.some(({ kind }) => kind === 'swell'))
    throw new Failure('missing_option', { option: 'audio' });
};
