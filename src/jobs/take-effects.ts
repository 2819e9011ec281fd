import type { Effect } from '../core/effect.ts';
import { Failure } from '../core/failure.ts';
import { type Order, takeOrders } from '../core/order.ts';
import { combine } from '../core/words/combine.ts';
import { effectNamed, type Services } from './services.ts';

/** The effects of a take: its own, and those that its prompt brings in. */
export const effectsOfTake = (services: Pick<Services, 'effects'>, take: Order): Effect[] => {
  const effect = effectNamed(services, take.effect);
  return [effect, ...combine(effect, take, services.effects).brought];
};

/** Throws `Failure` `speech_speed` where lips would no longer move with what is said. */
export const wantSpeechInTime = (services: Pick<Services, 'effects'>, order: Order): void => {
  const moved = order.post.some(({ kind }) => kind === 'speed');
  const speaks = takeOrders(order)
    .flatMap((take) => effectsOfTake(services, take))
    .some(({ people }) => people === 'speak');
  if (order.sound !== null && moved && speaks) throw new Failure('speech_speed');
};
