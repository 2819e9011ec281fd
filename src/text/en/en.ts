import type { Warning } from '../../core/engine.ts';
import { grammar } from '../grammar.ts';
import type { Language } from '../language.ts';
import { licenceInWords } from '../licence.ts';
import { failures, takedowns } from './failures.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';
import { web } from './web.ts';

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const { number } = grammar('en');

const duration = (seconds: number): string =>
  seconds < 60
    ? `${Math.max(1, Math.round(seconds))} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
const cost = ({ effect, held, spent }: { effect: string; held: number; spent: number }): string =>
  held > 0 ? `${effect} up to ${held}` : `${effect} ${spent}`;

const dollars = (cents: number): string => `${(cents / 100).toFixed(2)} USD`;
const of = (budget: number | null): string => (budget === null ? '' : ` of ${dollars(budget)}`);

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `The ${what} ${asked} is not possible here; ${used} was used instead.`;

const visibilities: Language['visibilities'] = {
  private: 'private: only you can see it',
  community: 'visible to this community',
  public: 'public',
};

const warnings: Language['warnings'] = {
  ratio: replaced('ratio'),
  seconds: replaced('length'),
  resolution: replaced('resolution'),
  camera: replaced('camera move'),
  seed: () => 'This model has no repeatable seed.',
  engine: ({ asked, used }) => `${asked} was not to be had; ${used} filmed this instead.`,
  prompt: () => 'This model takes no prompt.',
  join: () => 'The clip it goes on from was deleted meanwhile, so this is the new part alone.',
  depth: () => 'The depth model could not be used; depth was guessed instead.',
  motion: ({ used }) => `The picture moves by ${used} of its width; above 15 % it may look stretched.`,
};

export const en = {
  replies: {
    accepted: ({ effect, seed, takes, credits = 0, left = 0 }) =>
      `Animating with ${effect}, ${takes === 1 ? `seed ${seed}` : `${takes} takes from seed ${seed}`}.` +
      (credits > 0 ? ` Costs up to ${counted(credits, 'credit')}, ${left} left.` : ''),
    consent_asked: ({ effect, credits }) =>
      `A ${effect} clip shows people doing what they may not want to be shown doing. Does everybody in it agree?` +
      (credits > 0 ? ` It costs up to ${counted(credits, 'credit')}.` : ''),
    price_asked: ({ credits, left, draft }) =>
      `This costs up to ${credits} of your ${counted(left, 'credit')}. Start it?` +
      (draft === null ? '' : ` A draft first costs ${draft === 0 ? 'nothing' : draft}.`),
    not_started: () => 'Nothing was made or charged.',
    already_accepted: ({ effect }) => `Already animating this with ${effect}.`,
    finished: ({ effect, takes, credits, left }) =>
      `${takes === 1 ? `Your ${effect} clip is ready` : `${takes} ${effect} takes are ready, the steadiest first`}` +
      (credits > 0
        ? ` (${counted(credits, 'credit')} used${left === undefined ? '' : `, ${left} left`}).`
        : '.'),
    failed: ({ failure, facts }) => `${failures[failure](facts)} Nothing was charged.`,
    cancelled: ({ wasRunning }) =>
      wasRunning
        ? 'Stopping. What is not finished is not charged.'
        : 'Cancelled. What was not finished is not charged.',
    cancel_too_late: ({ outcome }) =>
      outcome === '' ? 'Too late: the clip is already on its way.' : 'Too late: that job has ended.',
    waited: ({ clips, failures: failed }) =>
      [
        ...(clips === 0
          ? []
          : [
              `${clips === 1 ? 'Your clip is' : `${clips} of your clips are`} ready. There was no way to send ${clips === 1 ? 'it' : 'them'}, so ${clips === 1 ? 'it' : 'they'} waited here.`,
            ]),
        ...failed.map(
          ({ kind, facts }) => `A clip was not made. ${failures[kind](facts)} Nothing was charged.`,
        ),
      ].join('\n'),
    clips: ({ count }) => (count === 1 ? 'Your newest clip.' : `Your ${count} newest clips.`),
    no_clips: () => 'You have no clips yet. Animate a photo to make one.',
    clip: ({ effect }) => `A clip made with ${effect}.`,
    shared: ({ visibility }) => `This clip is now ${visibilities[visibility]}.`,
    deleted: ({ clips }) =>
      `${clips === 1 ? 'The clip is' : `All ${clips} takes are`} deleted. Copies that were already posted elsewhere stay there.`,
    delete_asked: ({ clips }) =>
      `Delete ${clips === 1 ? 'this clip' : `all ${clips} takes`} for good? Nobody can bring ${clips === 1 ? 'it' : 'them'} back.`,
    not_deleted: ({ clips }) => (clips === 1 ? 'The clip stays.' : `All ${clips} takes stay.`),
    recipe: ({ clip }) => recipeInWords(clip, warnings),
    rated: ({ liked }) =>
      liked ? 'Noted: you like this clip.' : 'Noted: you do not like this clip. Reroll it for another.',
    effects: ({ count }) => `${counted(count, 'effect')} to choose from.`,
    queue: ({ count }) => `${counted(count, 'unfinished job')} of yours.`,
    queue_empty: () => 'You have nothing waiting or running.',
    credits: ({ left, daily, refill, pool, role, costs }) =>
      [
        `You have ${counted(left, 'credit')}${daily > 0 ? `, topped up to ${daily} at ${refill}` : ''}.`,
        ...(pool === null
          ? []
          : [`This community has ${pool.left}, topped up to ${pool.daily} at ${refill}.`]),
        ...(role === null
          ? []
          : [
              `Your roles leave you ${role.left} of ${role.daily} a day in this community, anew at ${refill}.`,
            ]),
        ...(costs.length === 0 ? [] : [`Last clips: ${costs.map(cost).join(', ')}.`]),
        'Clips of the local engine are free.',
      ].join('\n'),
    granted: ({ owner, credits, left }) =>
      `Gave ${owner} ${counted(credits, 'credit')}; there are ${left} now.`,
    spending: ({ on, allowed, day, month, budgetDaily, budgetMonthly }) =>
      `Paid engines are ${on ? 'on' : allowed ? 'off' : 'off, because SPENDING is off'}. Spent or promised: ` +
      `${dollars(day)}${of(budgetDaily)} today, ${dollars(month)}${of(budgetMonthly)} this month.`,
    paused: ({ names }) =>
      names.length === 0
        ? 'Nothing is paused.'
        : `Paused until you resume it: ${names.join(', ')}. What has begun goes on to its end.`,
    retried: ({ job, owner, repeated }) =>
      repeated
        ? `That job was tried again before, as ${job}.`
        : `Trying it again for ${owner} as ${job}. Nothing is charged unless it succeeds.`,
    refunded: ({ owner, credits, left }) =>
      `Gave ${counted(credits, 'credit')} back to ${owner}; there are ${left} now.`,
    dismissed: ({ reports }) =>
      reports === 0 ? 'Nothing was open about that clip.' : `Closed ${counted(reports, 'report')}.`,
    took_down: ({ effect, clips, told }) =>
      `${clips === 1 ? `The ${effect} clip and its files are` : `All ${clips} ${effect} takes and their files are`} gone. ` +
      (told ? 'Its owner has been told why. ' : 'Its owner reads why when they look for it. ') +
      'Copies that were already posted elsewhere stay there.',
    taken_down: ({ effect, reason }) =>
      `The operator of this service has removed your ${effect} clip: ${takedowns[reason]}`,
    settings: ({ rules }) => rulesInWords(rules),
    help: () =>
      'Give a photo and choose an effect, or say what should move, such as "slow zoom" or "pan left". ' +
      'You get a short clip. Where others are around they see it too, unless you ask for a private one.',
  },
  failures,
  warnings,
  advice: {
    small: 'The photo is small, so the clip may look soft.',
    blurred: 'The photo is not sharp; a sharper one looks better in motion.',
    flat_contrast: 'The photo is low in contrast; depth is hard to see in it.',
    hard_contrast: 'The photo is very high in contrast.',
    clipped: 'Large parts are pure black or white, with nothing in them to move.',
    cluttered: 'The photo is busy; a calmer background moves more cleanly.',
    noisy: 'The photo is grainy; gentle denoising helps.',
    narrow: 'The photo is very long and narrow; its sides may be cut.',
  },
  states: {
    queued: 'waiting',
    generating: 'filming',
    finishing: 'checking and packing',
    delivering: 'on its way',
    done: 'done',
  },
  visibilities,
  stability: (score) => `stability ${Math.round(score * 100)} %`,
  marks: { 'animated-locally': 'animated locally', 'ai-generated': 'AI-generated' },
  card: {
    paused: 'paused by the operator; it goes on when they say so',
    place: (place) => (place === 1 ? 'next in line' : `#${place} in line`),
    ready: (when) => `ready ${when}`,
    seconds: (seconds) => `${Number(seconds.toFixed(1))} s`,
    seed: (seed) => `seed ${seed}`,
    noSeed: 'no repeatable seed',
    here: 'filmed here',
    goesTo: (whom) => `your photo goes to ${whom}`,
    price: (credits) => `up to ${counted(credits, 'credit')}`,
    took: (seconds) => `took ${duration(seconds)}`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'the clip is yours',
        terms: (company) => `under the terms of ${company}`,
        model: (free) => `${free} model`,
      }),
    percent: (fraction) => `${Math.round(fraction * 100)} %`,
    number,
  },
  terminal: {
    usage: {
      command: '<command>',
      options: '[options]',
      photos: '<photo> [second-photo]',
      more: 'photoplay <command> --help tells its options.',
    },
    took: (seconds) => `took ${seconds.toFixed(1)} s`,
    place: (place) => `#${place} in line`,
    about: (seconds) => `about ${seconds} s`,
    note: (text) => `note: ${text}`,
    tip: (text) => `tip: ${text}`,
    next: (flag) => `more: ${flag}`,
    photos: (count) => counted(count, 'photo'),
    done: (done, all) => `${done} of ${all} photos done`,
    animated: (done, all) => `${done} of ${all} photos animated.`,
  },
  menus: { animate: 'Animate this photo' },
  forms: { edit: 'Edit', prompt: 'What should move' },
  chat: {
    start: (days) =>
      'Send me a photo and choose what it becomes, or write under it what should move: "slow zoom", "pan left".\n' +
      'Two photos together can kiss or hug. In a group, reply to a photo with /animate.\n' +
      `Clips are for you alone until you share them. Photos are kept ${counted(days, 'day')}, for rerolls; deleting a clip deletes its photo too.`,
    ask: 'What should happen? Choose, or send the photo again with words under it, such as "slow zoom".',
    askSeveral: (count) => `What should happen to these ${count} photos?`,
    more: 'More',
    back: 'Back',
    swap: (left) => `Photo ${left} is on the left: swap`,
    taking: 'Taking the photo in.',
    several: (done, count) => `${done} of ${count} clips ready`,
    photoMissing: 'Which photo? Write this under a photo, or as a reply to one.',
    notPhoto: 'Only photos can be animated, not stickers, GIFs, videos or voice. Send a photo.',
    choose: (command) => `Which one? (/${command})`,
    say: (option) => `Reply with: ${option}`,
    newMotion: 'Reply with the new motion; photo and seed stay.',
    sentPrivately: 'Sent to you privately.',
    openFirst: 'This is for you alone. Open the bot once, and it comes there.',
    open: 'Open the bot',
    remixInstead: 'To make your own, reply to the clip with /remix.',
    unsure: 'The clip is ready, but Telegram did not say whether it arrived. If it is not here, press Show.',
    make: 'Make a clip',
  },
  actions: {
    reroll: 'Reroll',
    'reroll-take': 'New take',
    remix: 'Remix',
    edit: 'Edit',
    extend: 'Extend',
    refine: 'Refine',
    recipe: 'Recipe',
    rate: 'Rate',
    'rate-up': 'Like',
    'rate-down': 'Dislike',
    motion: 'Motion',
    'motion-less': 'Motion −',
    'motion-more': 'Motion +',
    share: 'Share',
    'share-private': 'Make private',
    delete: 'Delete for good',
    'delete-ask': 'Delete',
    'delete-keep': 'Keep',
    confirm: 'Yes',
    'confirm-draft': 'Draft first',
    'confirm-draft-hidden': 'Draft first',
    'confirm-no': 'No',
    retry: 'Try again',
    'retry-other': 'Another model',
    'retry-local': 'Film it here, free',
    cancel: 'Cancel',
    clip: 'Show',
    clips: 'More',
  },
  web,
} satisfies Language;
