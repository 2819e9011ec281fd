import type { RecipeOrder } from './clip.ts';
import { type Order, takeOrders } from './order.ts';
import type { PostStep } from './post-steps.ts';

const onOff = (on: boolean): string => (on ? 'on' : 'off');

/** The option values that a post-processing step came from. */
const wishOf = (step: PostStep): Readonly<Record<string, string>> => {
  switch (step.kind) {
    case 'deflicker':
      return { deflicker: 'on' };
    case 'denoise':
      return { denoise: step.strength < 0.5 ? 'light' : 'strong' };
    case 'reframe':
      return { reframe: step.ratio, fill: step.fill.kind === 'blur' ? 'blur' : 'crop' };
    case 'smooth':
      return { smooth: String(step.fps) };
    case 'swell':
      return { swell: step.strength < 0.5 ? 'light' : 'strong' };
    case 'upscale':
      return { upscale: step.resolution };
    case 'speed':
      return { speed: String(step.factor), ease: step.ease };
    case 'grade':
      return { grade: step.look, strength: String(step.strength) };
    case 'title':
    case 'caption':
      return { [step.kind]: step.text };
    case 'watermark':
      return step.mark.kind === 'text' ? { watermark: step.mark.text } : {};
    default:
      return {};
  }
};

/** The choices of an order as option values, without its prompt and who made it. */
export const valuesOfOrder = (order: RecipeOrder): Readonly<Record<string, string>> => {
  const {
    commercial = false,
    effect,
    seconds,
    ratio,
    motion,
    resolution,
    fps,
    tone,
    repair,
    camera,
    loop,
    seed,
    post,
  } = order;
  return {
    ...{ effect, ratio, motion, resolution, tone },
    ...{ seconds: String(seconds), seed: String(seed), fps: String(fps), loop: onOff(loop) },
    ...(commercial ? { commercial: 'on' } : {}),
    ...(camera === null ? {} : { camera: String(camera) }),
    ...(repair === undefined ? {} : { repair }),
    ...Object.assign({}, ...post.map(wishOf)),
  };
};

const compared = ['effect', 'seed', 'motion', 'camera', 'seconds', 'ratio', 'resolution', 'model'] as const;

/** A setting of an order that another one made from it doesn't share. A prompt is never repeated. */
export type OrderChange =
  | { readonly option: 'prompt' }
  | {
      readonly option: (typeof compared)[number];
      readonly from: string | number | null;
      readonly to: string | number | null;
    };

/** How an order differs from the take of another one that it was made from, which is the most similar. */
export const changesFrom = (before: Order, after: Order): readonly OrderChange[] => {
  const all = takeOrders(before).map((take) => changesBetween(take, after));
  return all.reduce((least, one) => (one.length < least.length ? one : least));
};

type Compared = Pick<Order, (typeof compared)[number] | 'prompt'>;

/** How an order differs from the one it was made from. */
const changesBetween = (before: Compared, after: Compared): readonly OrderChange[] => [
  ...(before.prompt === after.prompt ? [] : [{ option: 'prompt' } as const]),
  ...compared
    .filter((option) => before[option] !== after[option])
    .map((option) => ({ option, from: before[option], to: after[option] })),
];
