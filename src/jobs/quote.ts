import { Failure } from '../core/failure.ts';
import type { Terms } from '../core/job.ts';
import { anyModel, maxPhotos, type Order } from '../core/order.ts';
import type { QuoteRequest } from '../core/quote-request.ts';
import { creditsLeft } from './balance.ts';
import { policyFor } from './community-rules.ts';
import { defaultsUnder } from './own-defaults.ts';
import { photoRecipients } from './photo-recipients.ts';
import { maxCredits, planTakes } from './plan-takes.ts';
import { effectNamed, type Services } from './services.ts';

/**
 * What a clip would cost and who would see the photo, before it is ordered. `left` is the owner's balance, 0 when the
 * clip is free.
 */
export type Quote = Terms & { readonly left: number; readonly takes: TakenInputs };

/** Options that do something only with some of the models that may render the clip. */
type Taken = 'negative' | 'reference' | 'last' | 'draft' | 'commercial';
export type TakenInputs = Readonly<Record<Taken, boolean>>;

// Stands in for the photo while there is none yet.
const defaultPhoto = { id: '', width: 1_024, height: 768 };

const orderOf = (services: Services, { effect = 'parallax', model, ...wish }: QuoteRequest): Order => ({
  ...{ community: null, photos: [], prompt: '', seed: 0, engine: null, camera: null, effect },
  model: model === undefined || model === anyModel ? null : model,
  ...effectNamed(services, effect).defaults,
  ...{ ratio: 'photo', resolution: '720p', fps: 24, tone: 'none', repair: 'gentle' },
  ...{ sound: null, depth: null, logo: null, beat: null, loop: false, post: [], after: null },
  ...{ draft: false, takes: 1, visibility: 'private', spoiler: false, adult: false },
  ...{ foreignPhoto: false, address: { platform: 'web' }, parent: null },
  ...wish,
});

const takenBy = ({ engines }: Pick<Services, 'engines'>, { engine, model }: Order): TakenInputs => {
  const able = engines
    .filter(({ name }) => engine === null || name === engine)
    .flatMap((one) => one.models())
    .filter(({ name }) => model === null || name === model);
  return {
    negative: able.some(({ negative }) => negative === true),
    reference: able.some(({ references = 0 }) => references > 0),
    last: able.some(({ local, photos }) => local !== true && photos !== 1),
    draft: able.some(({ draft }) => draft === true),
    commercial: able.some(({ commercial }) => commercial !== true),
  };
};

/**
 * Returns which model would render an order, at what price, and who would see the photo. Personal defaults apply. Throws
 * what `route` throws, and `default_gone`.
 */
export const quote = async (services: Services, requested: QuoteRequest, photos: number): Promise<Quote> => {
  const policy = await policyFor(services, null, {});
  const own = await defaultsUnder(services, requested.owner, requested, policy);
  const order = orderOf(services, { ...own, ...requested });
  const { needs } = effectNamed(services, order.effect);
  // More photos than the effect takes are several clips.
  const clips = Math.max(1, Math.min(maxPhotos, Math.floor(photos / needs.photos)));
  const each = (order.variants ?? [{}]).flatMap((variant) => Array.from({ length: clips }, () => variant));
  const ends = typeof order.last === 'string' ? 1 : 0;
  const takes = await planTakes(
    services,
    clips === 1 ? order : { ...order, variants: each, takes: each.length },
    Array.from({ length: Math.min(needs.photos, Math.max(1, photos)) + ends }, () => defaultPhoto),
  );
  // What is tried first for each take.
  const firsts = takes.flatMap(({ plans: [first] }) => first ?? []);
  const models = [...new Set(firsts.map(({ model }) => model))];
  if (models.length === 0) throw new Failure('internal');
  const most = maxCredits(takes);
  return {
    model: models.join(', '),
    credits: most,
    left: most === 0 ? 0 : await creditsLeft(services, order.owner),
    ...photoRecipients(services, firsts),
    takes: takenBy(services, order),
  };
};
