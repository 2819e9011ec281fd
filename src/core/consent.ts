import type { Effect } from './effect.ts';

/** Questions about the people in a clip, asked before it is rendered. */
export const consents = ['kiss', 'hug', 'voice', 'person'] as const;
export type Consent = (typeof consents)[number];

/** All questions asked before a clip is rendered. */
export type Question = Consent | 'price' | 'photo';

/** A question that a person answered yes to. */
export type Agreement = {
  readonly question: Question;
  /** Who agreed. For an order in a group's name, the person who pressed the button. */
  readonly actor: string;
  /** The platform where they agreed. */
  readonly surface: string;
  readonly at: Date;
};

/** The consents that several answers come down to: whoever agrees to a kiss has been asked about the people too. */
export const consentsAmong = (needed: readonly Consent[]): readonly Consent[] => {
  const pair = needed.find((one) => one === 'kiss') ?? needed.find((one) => one === 'hug');
  const voice = needed.find((one) => one === 'voice');
  const strong = [pair, voice].filter((one) => one !== undefined);
  return strong.length > 0 ? strong : needed.slice(0, 1);
};

/** The consent needed for an effect, which may depend on whose photo it is and whether there is a sound. */
export const consentFor = (
  { people }: Pick<Effect, 'people'>,
  { foreignPhoto, sound }: { readonly foreignPhoto: boolean; readonly sound: boolean },
): Consent | null => {
  if (people === 'kiss' || people === 'hug') return people;
  if (people === 'none') return null;
  if (people === 'speak' && sound) return 'voice';
  return foreignPhoto ? 'person' : null;
};
