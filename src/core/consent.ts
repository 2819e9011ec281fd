import type { Effect } from './effect.ts';

/** What is asked about the people in a clip before it is made. */
export const consents = ['kiss', 'hug', 'voice', 'person'] as const;
export type Consent = (typeof consents)[number];

/** Everything that is asked before a clip is made. */
export type Question = Consent | 'price';

/** What somebody has said yes to. */
export type Agreement = {
  readonly question: Question;
  /** Who said so; with a group's own order, the person who pressed. */
  readonly actor: string;
  /** The platform on which it was said. */
  readonly surface: string;
  readonly at: Date;
};

/** What must be agreed to before an effect is made of a photo, that of somebody else perhaps, with a sound or without. */
export const consentFor = (
  { people }: Pick<Effect, 'people'>,
  { foreignPhoto, sound }: { readonly foreignPhoto: boolean; readonly sound: boolean },
): Consent | null => {
  if (people === 'kiss' || people === 'hug') return people;
  if (people === 'none') return null;
  if (people === 'speak' && sound) return 'voice';
  return foreignPhoto ? 'person' : null;
};
