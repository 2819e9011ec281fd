import type { Recipe } from './clip.ts';
import { type StoredPlan, sayingIn, type Warning } from './engine.ts';
import type { JoinedPart } from './joined.ts';
import type { Json } from './json.ts';
import type { Order } from './order.ts';
import { type PostStep, writtenIn } from './post-steps.ts';

/** Whether a value has words that somebody wrote somewhere inside: in an order, a part of one, or steps. */
type HasWords<Value> = Json extends Value
  ? false
  : Value extends readonly (infer One)[]
    ? HasWords<One>
    : Value extends object
      ? Extract<keyof Value, 'prompt' | 'post'> extends never
        ? { [Field in keyof Value]: HasWords<Value[Field]> }[keyof Value]
        : true
      : false;

/** For every field: `plain`, or what is left of it without the words of the person who wrote it. */
type Erasers<Whole> = {
  readonly [Field in keyof Whole]-?:
    | (true extends HasWords<NonNullable<Whole[Field]>> ? never : 'plain')
    | ((value: NonNullable<Whole[Field]>) => Whole[Field]);
};

type Erase<Whole> = <Part extends Partial<Whole>>(part: Part) => Part;

// Fields that aren't listed, as older versions may have stored them, are left out.
const erasing = <Whole extends object>(erasers: Erasers<Whole>): Erase<Whole> => {
  const fields = new Map<string, unknown>(Object.entries(erasers));
  const left = (field: string, value: unknown): unknown => {
    const erase = fields.get(field);
    return typeof erase === 'function' && value !== null && value !== undefined ? erase(value) : value;
  };
  return <Part extends Partial<Whole>>(part: Part): Part =>
    Object.fromEntries(
      Object.entries(part).flatMap(([field, value]) =>
        fields.has(field) ? [[field, left(field, value)]] : [],
      ),
    ) as Part;
};

const withoutTexts = (steps: readonly PostStep[]): readonly PostStep[] =>
  steps.filter((step) => writtenIn(step) === null);

const withoutTheirWords = (parts: readonly JoinedPart[]): readonly JoinedPart[] =>
  parts.map(({ effect }) => ({ effect, prompt: '', post: [] }));

const withoutQuotes = (warnings: readonly Warning[]): readonly Warning[] =>
  warnings.filter(({ kind }) => sayingIn[kind] === 'plain');

/** An order, or a part of one, without its owner's words: the prompt, text in the picture, names of photos. */
export const withoutWords: Erase<Order> = erasing<Order>({
  ...{ owner: 'plain', community: 'plain', address: 'plain', parent: 'plain', visibility: 'plain' },
  ...{ photos: 'plain', last: 'plain', sound: 'plain', depth: 'plain', mask: 'plain', logo: 'plain' },
  references: 'plain',
  ...{ effect: 'plain', seed: 'plain', engine: 'plain', model: 'plain', takes: 'plain', numbers: 'plain' },
  ...{ camera: 'plain', motion: 'plain', seconds: 'plain', ratio: 'plain', resolution: 'plain' },
  ...{ fps: 'plain', tone: 'plain', repair: 'plain', masked: 'plain', beat: 'plain', loop: 'plain' },
  ...{ label: 'plain', draft: 'plain', commercial: 'plain', compare: 'plain', fixes: 'plain' },
  ...{ spoiler: 'plain', adult: 'plain', foreignPhoto: 'plain' },
  prompt: () => '',
  negative: () => '',
  post: withoutTexts,
  names: () => ({}),
  refused: () => [],
  variants: (variants) => variants.map((variant) => withoutWords(variant)),
  joined: ({ parts = [], ...joined }) => ({ ...joined, parts: withoutTheirWords(parts) }),
  after: ({ parts, ...after }) => ({ ...after, ...(parts && { parts: withoutTheirWords(parts) }) }),
});

/** A recipe without its owner's words, which the model's input contains as well. */
export const recipeWithoutWords = erasing<Recipe>({
  ...{ effectVersion: 'plain', engine: 'plain', model: 'plain' },
  order: withoutWords,
  input: () => null,
  post: withoutTexts,
  warnings: withoutQuotes,
});

/** A planned take without its owner's words, which the model's input contains as well. */
export const planWithoutWords = erasing<StoredPlan>({
  ...{ engine: 'plain', model: 'plain', credits: 'plain', alsoSeenBy: 'plain', work: 'plain' },
  ...{ seconds: 'plain', effectVersion: 'plain', keptOver: 'plain' },
  input: () => null,
  warnings: withoutQuotes,
});
