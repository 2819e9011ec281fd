import type { Candidate } from '../core/engine.ts';
import { rememberedDays } from '../store/forgotten.ts';
import { rulesOf } from './community-rules.ts';
import type { Services } from './services.ts';

type Choice = Pick<Candidate, 'engine' | 'model' | 'alsoSeenBy'>;

/** Whether all of these candidates render here, and who sees the photo if not; null when it isn't sent to anyone. */
export const photoRecipients = (
  { engines }: Pick<Services, 'engines'>,
  choices: readonly Choice[],
): { readonly local: boolean; readonly dataGoesTo: readonly string[] | null } => {
  const seen = choices.map(({ engine, model, alsoSeenBy }) => {
    const models = engines.find(({ name }) => name === engine)?.models();
    const found = models?.find(({ name }) => name === model);
    const goesTo = found?.dataGoesTo ?? null;
    return {
      local: found?.local === true,
      goesTo: goesTo === null || alsoSeenBy === undefined ? (goesTo ?? []) : [...goesTo, alsoSeenBy],
    };
  });
  const all = [...new Set(seen.flatMap(({ goesTo }) => goesTo))];
  return { local: seen.every(({ local }) => local), dataGoesTo: all.length === 0 ? null : all };
};

/** Everyone who may see a photo with any available model, by name or `operator`. */
export const recipientsOf = ({ engines }: Pick<Services, 'engines'>): readonly string[] => [
  ...new Set(engines.flatMap((engine) => engine.models().flatMap(({ dataGoesTo }) => dataGoesTo ?? []))),
];

/** How this service, as configured, treats people's data, in a community or elsewhere. */
export const privacyOf = async (services: Services, community: string | null) => ({
  photoDays: services.photoDays,
  clipDays: community === null ? null : (await rulesOf(services, community)).days,
  seers: recipientsOf(services),
  ...services.privacy,
  codeDays: rememberedDays,
});
