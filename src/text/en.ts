import type { Warning } from '../core/engine.ts';
import { failures } from './en-failures.ts';
import { recipeInWords } from './en-recipe.ts';
import { rulesInWords } from './en-rules.ts';
import type { Language } from './language.ts';

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

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

export const en: Language = {
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
    shared: ({ visibility }) => `This clip is now ${en.visibilities[visibility]}.`,
    deleted: ({ clips }) =>
      `${clips === 1 ? 'The clip is' : `All ${clips} takes are`} deleted. Copies that were already posted elsewhere stay there.`,
    delete_asked: ({ clips }) =>
      `Delete ${clips === 1 ? 'this clip' : `all ${clips} takes`} for good? Nobody can bring ${clips === 1 ? 'it' : 'them'} back.`,
    not_deleted: ({ clips }) => (clips === 1 ? 'The clip stays.' : `All ${clips} takes stay.`),
    recipe: ({ clip }) => recipeInWords(clip, en.warnings),
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
    settings: ({ rules }) => rulesInWords(rules),
    help: () =>
      'Give a photo and choose an effect, or say what should move, such as "slow zoom" or "pan left". ' +
      'You get a short clip. Where others are around they see it too, unless you ask for a private one.',
  },
  failures,
  warnings: {
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
  },
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
  visibilities: {
    private: 'private: only you can see it',
    community: 'visible to this community',
    public: 'public',
  },
  stability: (score) => `stability ${Math.round(score * 100)} %`,
  marks: { 'animated-locally': 'animated locally', 'ai-generated': 'AI-generated' },
  card: {
    place: (place) => (place === 1 ? 'next in line' : `#${place} in line`),
    ready: (when) => `ready ${when}`,
    seconds: (seconds) => `${Number(seconds.toFixed(1))} s`,
    seed: (seed) => `seed ${seed}`,
    noSeed: 'no repeatable seed',
    here: 'filmed here',
    goesTo: (whom) => `your photo goes to ${whom}`,
    price: (credits) => `up to ${counted(credits, 'credit')}`,
    took: (seconds) => `took ${duration(seconds)}`,
    licence: (licence) => (licence === 'yours' ? 'the clip is yours' : licence),
  },
  menus: { animate: 'Animate this photo' },
  forms: { edit: 'Edit', prompt: 'What should move' },
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
};
