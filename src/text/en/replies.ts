import type { Language } from '../language.ts';
import { counted } from './counted.ts';
import { failures, takedowns } from './failures.ts';
import { visibilities, warnings } from './notes.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';

const cost = ({ effect, held, spent }: { effect: string; held: number; spent: number }): string =>
  held > 0 ? `${effect} up to ${held}` : `${effect} ${spent}`;

const dollars = (cents: number): string => `${(cents / 100).toFixed(2)} USD`;
const of = (budget: number | null): string => (budget === null ? '' : ` of ${dollars(budget)}`);

export const replies: Language['replies'] = {
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
      ...(pool === null ? [] : [`This community has ${pool.left}, topped up to ${pool.daily} at ${refill}.`]),
      ...(role === null
        ? []
        : [`Your roles leave you ${role.left} of ${role.daily} a day in this community, anew at ${refill}.`]),
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
};
