import { type Agreement, type Consent, consentFor } from '../core/consent.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { Services } from './services.ts';
import { effectsOf } from './take-effects.ts';

/** Throws `Failure` `cannot_ask` when a required consent is missing. Nothing bypasses this check. */
export const wantConsent = (
  services: Services,
  order: Order,
  sound: boolean,
  agreed: readonly Agreement[],
): void => {
  const consent = consentOf(services, order, sound);
  if (consent !== null && !agreed.some(({ question }) => question === consent))
    throw new Failure('cannot_ask');
};

/**
 * The consent an order requires, if any. `newSound`: a new sound comes with it. Throws `Failure` `two_consents` if its
 * takes require different ones.
 */
export const consentOf = (services: Services, order: Order, newSound: boolean): Consent | null => {
  const seen = { foreignPhoto: order.foreignPhoto, sound: newSound || order.sound !== null };
  const perTake = effectsOf(services, order).map(
    (effects) => effects.flatMap((one) => consentFor(one, seen) ?? [])[0] ?? null,
  );
  const consents = [...new Set(perTake.filter((consent) => consent !== null))];
  // A yes to one question is no answer to another.
  if (consents.length > 1) throw new Failure('two_consents');
  return consents[0] ?? null;
};
