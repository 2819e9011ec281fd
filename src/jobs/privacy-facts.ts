import { rememberedDays } from '../store/forgotten.ts';
import { rulesOf } from './community-rules.ts';
import { recipientsOf } from './photo-recipients.ts';
import type { Services } from './services.ts';

/** How this service, as configured, treats people's data, in a community or elsewhere. */
export const privacyOf = async (services: Services, community: string | null) => ({
  photoDays: services.photoDays,
  clipDays: community === null ? null : (await rulesOf(services, community)).days,
  seers: recipientsOf(services),
  ...services.privacy,
  codeDays: rememberedDays,
});
