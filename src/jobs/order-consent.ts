import { type Agreement, type Consent, consentFor, consentsAmong } from '../core/consent.ts';
import type { Effect } from '../core/effect.ts';
import { Failure } from '../core/failure.ts';
import { type Order, takeOrders } from '../core/order.ts';
import { effectsNamed } from '../core/words/understand.ts';
import { listConsents } from '../store/consents.ts';
import { findJob } from '../store/jobs.ts';
import { mayGoRemote } from './route.ts';
import type { Services } from './services.ts';
import { effectsOfTake } from './shot-of.ts';

/**
 * The consents of an order's parent job that still apply to it: only those of the same owner. Voice consent doesn't
 * carry over to another sound, which says other words.
 */
export const agreedBefore = async (
  { store: { database } }: Services,
  { owner, parent, sound }: Order,
  consent: Consent,
): Promise<Agreement[]> => {
  const before = parent === null ? null : await findJob(database, parent);
  if (parent === null || before?.owner !== owner) return [];
  if (consent === 'voice' && sound !== before.order.sound) return [];
  return (await listConsents(database, parent)).filter(({ question }) => question === consent);
};

type RoutingServices = Pick<Services, 'effects' | 'engines'>;

/** Throws `Failure` `cannot_ask` when a required consent is missing. Nothing bypasses this check. */
export const requireConsent = (services: Services, order: Order, agreed: readonly Agreement[]): void => {
  const consent = neededConsent(services, order);
  if (consent !== null && !agreed.some(({ question }) => question === consent))
    throw new Failure('cannot_ask');
};

/** The effects that a prompt names where a remote model may read it. */
const readBy = (services: RoutingServices, take: Order): readonly Effect[] => {
  const named = mayGoRemote(services, take) ? effectsNamed(take.prompt) : [];
  return services.effects.filter(({ name }) => named.includes(name));
};

/** The effects of joined clips whose lips get the new sound. */
const spokenIn = (services: RoutingServices, take: Order): readonly Effect[] =>
  (take.joined?.parts ?? [])
    .flatMap(({ effect, prompt }) => effectsOfTake(services, { ...take, effect, prompt }))
    .filter(({ people }) => people === 'speak');

/**
 * The consent an order requires, if any. Throws `Failure` `two_consents` if its takes require different ones.
 */
export const neededConsent = (services: RoutingServices, order: Order): Consent | null => {
  const seen = { foreignPhoto: order.foreignPhoto, sound: order.sound !== null };
  const perTake = takeOrders(order).map((take) => [
    ...effectsOfTake(services, take),
    ...readBy(services, take),
    ...(seen.sound ? spokenIn(services, take) : []),
  ]);
  const consents = [
    ...new Set(
      perTake.flatMap((effects) => consentsAmong(effects.flatMap((one) => consentFor(one, seen) ?? []))),
    ),
  ];
  // A yes to one question is no answer to another.
  if (consents.length > 1) throw new Failure('two_consents');
  return consents[0] ?? null;
};
