import type { Facts } from '../../core/failure.ts';
import type { TakedownReason } from '../../core/takedown.ts';
import type { Language } from '../language.ts';

/** Why an operator has removed a clip, the end of a sentence. */
export const takedowns: Readonly<Record<TakedownReason, string>> = {
  consent: 'somebody in it did not agree to it.',
  minor: 'it shows somebody under age.',
  sexual: 'sexual content is not made here.',
  copyright: 'the photo or sound belongs to somebody else.',
  rules: 'it breaks the rules of this service.',
};

const hint = (word: string | number | undefined): string =>
  word === undefined || word === '' ? '' : ` Did you mean "${word}"?`;

const localGoesOn = 'The local engine costs nothing and works as ever.';

const thing = ({ role }: Facts): string => (role === 'depth' ? 'depth map' : String(role ?? 'photo'));

/** What happened, and what to do next. Whether anything was charged is said beside it. */
export const failures: Language['failures'] = {
  auth: () => 'The provider did not accept our key. The operator must check it.',
  billing: () => 'The provider account has run out of credit. The operator must top it up.',
  rate_limited: () => 'The provider is too busy right now. Try again in a few minutes.',
  invalid_input: () => 'The model cannot film this combination of settings. Change one and try again.',
  content_blocked: () => 'The model refused this photo or prompt under its content rules. Try another.',
  model_failed: () => 'The model gave up on this photo. Try again, or use another model.',
  timeout: () => 'It took too long and was stopped. Try again with fewer seconds or a smaller size.',
  expired: ({ file }) =>
    file === 'clip'
      ? 'The clip was not fetched in time and is no longer kept. Ask for it again.'
      : `The ${file === 'depth' ? 'depth map' : (file ?? 'photo')} is no longer kept. Send it again.`,
  unavailable: ({ name }) => `${name ?? 'The engine'} is not available on this service right now.`,
  bad_output: () => 'What came back was not a playable clip. Try again.',
  unknown_outcome: () => 'The provider never told us how it ended, so it was given up. It was not run twice.',

  photo_missing: (facts) =>
    `There is no ${thing(facts)} at ${facts['name'] ?? 'that place'}. Check the path.`,
  photo_is_folder: (facts) => `${facts['name'] ?? 'That'} is a folder. Name the ${thing(facts)} in it.`,
  photo_empty: (facts) => `The ${thing(facts)} file is empty. Export or send it again.`,
  photo_not_image: ({ role }) =>
    role === 'depth'
      ? 'The depth map is not a picture. Send a grey PNG in which near is bright.'
      : 'That file is not a photo. Send a JPEG, PNG, WebP, GIF or AVIF.',
  photo_type_unsupported: ({ role, type }) =>
    role === 'depth'
      ? `${type ?? 'That format'} files cannot be read as a depth map. Send a grey PNG.`
      : `${type ?? 'That format'} files cannot be animated. Send a JPEG, PNG, WebP, GIF or AVIF.`,
  photo_heic: ({ role }) =>
    role === 'depth'
      ? 'HEIC files cannot be read as a depth map. Send a grey PNG.'
      : 'HEIC photos cannot be read here. Save it as JPEG (on an iPhone: share it as "Most Compatible").',
  photo_damaged: (facts) => `The ${thing(facts)} is damaged or cut short. Export or send it again.`,
  photo_too_heavy: ({ megabytes, limit, ...facts }) =>
    `The ${thing(facts)} is ${megabytes ?? 'too many'} MB; at most ${limit ?? 20} MB are taken. Save it smaller.`,
  photo_too_many_pixels: ({ limit, ...facts }) =>
    `The ${thing(facts)} has too many pixels; at most ${limit ?? 50} megapixels are taken. Make it smaller.`,
  photo_too_small: (facts) => `The ${thing(facts)} is too small. Use one at least 16 pixels wide and high.`,
  photo_too_slow: ({ role }) =>
    role === 'depth'
      ? 'The depth map took too long to open. Save it again as a plain grey PNG.'
      : 'The photo took too long to open. Save it again as a plain JPEG.',
  faces_missing: ({ found }) =>
    `One photo is enough only when it shows two faces from the front; ${found ?? 'too few'} found. Send two photos, one of each person.`,

  sound_missing: ({ name }) => `There is no sound at ${name ?? 'that place'}. Check the path.`,
  sound_is_folder: ({ name }) => `${name ?? 'That'} is a folder. Name the sound in it.`,
  sound_empty: () => 'The sound file is empty. Export or send it again.',
  sound_not_audio: () => 'No sound was found in that file. Send an MP3, M4A, AAC, WAV, FLAC or OGG.',
  sound_damaged: () => 'The sound is damaged or cut short. Export or send it again.',
  sound_too_heavy: ({ megabytes, limit }) =>
    `The sound is ${megabytes ?? 'too many'} MB; at most ${limit ?? 50} MB are taken. Cut it shorter.`,
  sound_too_long: ({ minutes, limit }) =>
    `The sound is ${minutes ?? 'too many'} minutes long; at most ${limit ?? 15} are taken. Cut it shorter.`,
  sound_too_short: () => 'There is next to nothing to hear in that sound. Send a longer one.',

  unknown_command: ({ value, nearest }) => `There is no command "${value ?? ''}".${hint(nearest)}`,
  unknown_option: ({ option, nearest }) => `There is no option "${option ?? ''}".${hint(nearest)}`,
  unknown_choice: ({ option, value, nearest, choices }) =>
    `"${value ?? ''}" is not a known ${option ?? 'choice'}.${hint(nearest)} Choose one of: ${choices ?? ''}.`,
  missing_option: ({ option, flag }) =>
    flag === undefined ? `The ${option ?? 'option'} is missing.` : `The value of ${flag} is missing.`,
  bad_number: ({ option, minimum, maximum }) =>
    `The ${option ?? 'number'} must be a number from ${minimum ?? ''} to ${maximum ?? ''}.`,
  bad_text: ({ option, maximum }) =>
    `The ${option ?? 'text'} is too long; at most ${maximum ?? ''} characters.`,
  wrong_photo_count: ({ given, needed, fewest, effect }) => {
    const photos = needed === 1 ? 'one photo' : `${needed ?? ''} photos`;
    const fewer = fewest === 1 && needed !== 1 ? ', or one photo that shows both people' : '';
    return `${effect ?? 'This'} needs ${photos}${fewer}; ${given ?? 0} given.`;
  },
  too_much_motion: ({ percent, limit }) =>
    `That would move the picture by ${percent ?? 'too many'} % of its width; at most ${limit ?? 20} % look natural. Choose less motion.`,
  too_long: ({ seconds, limit }) =>
    `That would make the clip ${seconds ?? 'too many'} seconds long; at most ${limit ?? 60} are made. Extend a shorter one.`,
  not_refinable: () =>
    'This clip was not a draft, so there is nothing finer to make of it. Reroll or edit it instead.',
  not_failed: () => 'That job has not failed, so there is nothing to try again. Reroll its clip instead.',
  taken_down: ({ reason }) =>
    `The operator of this service has removed this clip: ${takedowns[reason as TakedownReason] ?? takedowns.rules}`,
  nothing_to_refund: () =>
    'There is nothing to give back for that job: it was free, has not ended, or was given back before.',
  not_extendable: ({ effect }) =>
    `A ${effect ?? ''} clip cannot be extended, because it needs two photos. Extend a clip of one photo.`,

  bad_request: () => 'That request was not understood. Go back and try again.',
  request_too_big: () => 'That is more than can be taken at once. Send less.',
  too_many_requests: ({ seconds }) =>
    `That was too much at once from your address. Try again in ${seconds ?? 60} seconds.`,
  foreign_request: () =>
    'That came from another site, so nothing was done. Open this page itself and try again.',
  bad_range: () => 'The file has no such part. Load the page again.',
  link_expired: () => 'This link has expired. Ask for the clip again where you got it: "clips" shows yours.',
  playground_off: () =>
    'Making clips is off on this page. Whoever runs this service can turn it on with WEB_ACCESS_KEY.',
  wrong_key: () => 'That is not the access key. Check it and try again.',

  not_found: () => 'That is not here any more.',
  not_allowed: () => 'Only its owner can do that.',
  not_manager: () => 'Only those who manage this community can do that.',
  no_community: () => 'Settings belong to a server or group. Ask there.',
  effect_off: ({ effect }) =>
    `The effect ${effect ?? ''} is off in this community. Those who manage it can turn it on with "settings".`,
  model_off: ({ model }) => `The model ${model ?? ''} may not be used in this community. Choose another.`,
  channel_closed: () => 'Clips are not made in this channel. Those who manage the community say where.',
  role_missing: () => 'Clips are for certain roles in this community, and you have none of them.',
  too_open: ({ asked, widest }) =>
    `Clips may not be ${asked ?? 'so widely visible'} in this community; ${widest ?? ''} is the most.`,
  adults_only: ({ what }) =>
    what === 'everything'
      ? 'Clips are made in age-restricted channels alone in this community.'
      : `${what === 'prompts' ? 'Clips with words of your own are' : `${what ?? 'That'} is`} for age-restricted channels alone in this community.`,
  never_public: () =>
    'What comes from an age-restricted channel is never public. Keep it to the community, or private.',
  cancelled: () => 'Cancelled.',
  no_credits: ({ needed, left, daily, resets }) =>
    `This costs up to ${needed ?? ''} credits and you have ${left ?? 0}. ` +
    (Number(daily ?? 0) < Number(needed)
      ? `Ask for fewer seconds or takes, or the operator for credits. ${localGoesOn}`
      : `You are topped up to ${daily ?? ''} at ${resets ?? ''}. ${localGoesOn}`),
  no_community_credits: ({ needed, left, daily, resets }) =>
    `This costs up to ${needed ?? ''} credits and this community has ${left ?? 0} left. ` +
    `It is topped up to ${daily ?? ''} at ${resets ?? ''}. ${localGoesOn}`,
  no_role_credits: ({ needed, left, daily, resets }) =>
    `This costs up to ${needed ?? ''} credits; your roles leave you ${left ?? 0} of ${daily ?? 0} a day in this community. ` +
    `They count anew from ${resets ?? ''}. ${localGoesOn}`,
  budget_spent: ({ period, resets }) =>
    `This service has spent its budget for the ${period ?? 'day'}, so nothing was started. ` +
    `Paid engines open again at ${resets ?? ''}. ${localGoesOn}`,
  spending_off: () => `The operator has turned paid engines off for now. ${localGoesOn}`,
  disk_full: () => 'The disk is full. Free some room and try again.',
  output_unwritable: ({ path }) =>
    `The clip cannot be written to ${path ?? 'that place'}. Choose another --out; clips already made are in "photoplay clips".`,
  data_folder_busy: ({ folder }) =>
    `Another Photoplay is using the data folder ${folder ?? ''}. Stop it, or set DATA_DIR to another folder.`,
  service_gone: () => 'The running service has stopped. What it was asked goes on at its next start.',
  bad_setting: ({ name, rule }) => `The setting ${name ?? ''} ${rule ?? 'is not valid'}.`,
  encoder_missing: () =>
    'No video encoder was found. Install ffmpeg, or run "npm install" again so that node-av is installed.',
  encoder_failed: () => 'The video encoder stopped before the clip was whole. Try again.',
  queue_down: () => 'The queue does not answer. Check that Redis or Postgres is running.',
  store_down: () => 'The database does not answer. Check DATABASE_URL and that it is running.',
  port_taken: ({ port }) => `Port ${port ?? ''} is in use. Stop the other program, or set PORT to another.`,
  poison: () => 'This job stopped its worker again and again, so it was given up.',
  internal: () => 'Something went wrong on our side. LOG_LEVEL=error shows what.',
};
