import { secondsRange, takesRange } from '../core/order.ts';
import type { Sentences, Text } from '../core/text.ts';
import { photoMegabytes } from '../core/upload-limit.ts';
import { amountsIn } from './amounts.ts';
import { failureText } from './failure-text.ts';
import type { Messages } from './messages.ts';
import { moderationSayings, takenDownText } from './moderation-text.ts';
import { creditsText, spendingText } from './money-text.ts';
import { choiceName, effectName } from './names.ts';
import { presetSayings } from './preset-text.ts';
import { forgetText, privacyText } from './privacy-text.ts';
import { recipeText } from './recipe-text.ts';
import { defaultsText, settingsText } from './settings-text.ts';
import { deletedText, publishText, sharedText, tookDownText, votedText } from './share-text.ts';
import { plainWriting, together, type Writing } from './writing.ts';

/** Adds that nothing was charged, if it would have cost `credits`. */
const notCharged = (messages: Messages, sentence: string, credits: number): string =>
  together(messages, sentence, credits > 0 ? messages.format('replies.not-charged') : '');

/** Which sentence about several clips fits: those of different effects have no name in common. */
const several = ({ variants = false, effects = false }: Sentences['finished'] | Sentences['accepted']) =>
  effects ? 'effects' : variants ? 'variants' : 'takes';

const accepted = (messages: Messages, values: Sentences['accepted']): string => {
  const { seed, takes, credits = 0, left = 0 } = values;
  const { format } = messages;
  const named = { effect: effectName(messages, values.effect), seed: String(seed) };
  return together(
    messages,
    values.effect === 'joined'
      ? format('replies.accepted.joined')
      : takes === 1
        ? format('replies.accepted', named)
        : format(`replies.accepted.${several(values)}`, { ...named, takes }),
    credits > 0 ? format('replies.accepted.cost', { credits, left }) : '',
  );
};

const finished = (messages: Messages, values: Sentences['finished']): string => {
  const { takes, credits, left } = values;
  const { format } = messages;
  const effect = effectName(messages, values.effect);
  const ready =
    values.effect === 'joined'
      ? format('replies.finished.joined')
      : takes === 1
        ? format('replies.finished', { effect })
        : format(`replies.finished.${several(values)}`, { effect, takes });
  if (credits === 0) return ready;
  const used =
    left === undefined
      ? format('replies.finished.used', { credits })
      : format('replies.finished.used-left', { credits, left });
  return together(messages, ready, used);
};

const consentQuestion = (messages: Messages, { question, credits }: Sentences['ask_consent']): string => {
  const { format } = messages;
  const cost = credits > 0 ? format('replies.ask-consent.cost', { credits }) : '';
  return together(messages, format('replies.ask-consent', { question }), cost);
};

const priceQuestion = (messages: Messages, { credits, left, draft }: Sentences['ask_price']): string => {
  const { format } = messages;
  const free = draft === 0 ? format('replies.ask-price.free-draft') : '';
  const first = draft === null || draft === 0 ? free : format('replies.ask-price.draft', { draft });
  return together(messages, format('replies.ask-price', { credits, left }), first);
};

const photoQuestion = (messages: Messages, { fixes, question, price }: Sentences['ask_photo']): string => {
  const about = fixes.map((fix) => messages.format('replies.ask-photo', { fix }));
  const others = [
    ...(price === undefined || question !== undefined ? [] : [priceQuestion(messages, price)]),
    ...(question === undefined
      ? []
      : [consentQuestion(messages, { question, credits: price?.credits ?? 0 })]),
  ];
  const how = others.length > 0 ? 'replies.ask-photo.or-fix' : 'replies.ask-photo.anyway';
  return [...about, ...others, messages.format(how)].reduce((all, one) => together(messages, all, one));
};

const waited = (messages: Messages, { clips, failures }: Sentences['waited'], writing: Writing): string => {
  const { format } = messages;
  const failed = failures.map((one) =>
    format('replies.waited.failed', {
      failure: notCharged(messages, failureText(messages, one, writing), one.credits),
    }),
  );
  return [...(clips === 0 ? [] : [format('replies.waited', { clips })]), ...failed].join('\n');
};

const paused = ({ format, locale }: Messages, { names }: Sentences['paused']): string => {
  const shown = names.map((name) => (name === 'everything' ? format('replies.paused.everything') : name));
  return shown.length === 0
    ? format('replies.paused.none')
    : format('replies.paused', { names: amountsIn(locale).list(shown) });
};

type Said = { readonly [Key in keyof Sentences]: (values: Sentences[Key]) => string };

const operatorSayings = (messages: Messages) => {
  const { format } = messages;
  return {
    granted: (values) => format('replies.granted', values),
    spending: (values) => spendingText(messages, values),
    paused: (values) => paused(messages, values),
    retried: ({ job, owner, repeated }) =>
      repeated ? format('replies.retried.again', { job }) : format('replies.retried', { job, owner }),
    refunded: (values) => format('replies.refunded', values),
    backed_up: ({ rows, files, bytes }) =>
      format('replies.backed-up', { rows, files, megabytes: Math.ceil(bytes / 1e6) }),
    dismissed: ({ reports }) =>
      reports === 0 ? format('replies.dismissed.none') : format('replies.dismissed', { reports }),
    took_down: (values) => tookDownText(messages, values),
    taken_down: (values) => takenDownText(messages, values),
  } satisfies Partial<Said>;
};

const sayings = (messages: Messages, writing: Writing): Said => {
  const { format } = messages;
  const named = (effect: string): string => effectName(messages, effect);
  return {
    ...operatorSayings(messages),
    ...presetSayings(messages, writing),
    accepted: (values) => accepted(messages, values),
    ask_consent: (values) => consentQuestion(messages, values),
    ask_photo: (values) => photoQuestion(messages, values),
    ask_price: (values) => priceQuestion(messages, values),
    not_started: () => format('replies.not-started'),
    already_accepted: ({ effect }) => format('replies.already-accepted', { effect: named(effect) }),
    finished: (values) => finished(messages, values),
    failed: ({ failure, facts, credits }) =>
      notCharged(messages, failureText(messages, { kind: failure, facts }, writing), credits),
    cancelled: ({ wasRunning, credits }) =>
      wasRunning
        ? format('replies.cancelled.running')
        : notCharged(messages, format('replies.cancelled'), credits),
    cancel_too_late: ({ outcome }) =>
      format(outcome === '' ? 'replies.cancel-too-late.sending' : 'replies.cancel-too-late.ended'),
    waited: (values) => waited(messages, values, writing),
    clips: ({ count }) => format('replies.clips', { count }),
    no_clips: () => format('replies.no-clips'),
    no_clips_found: ({ words }) => format('replies.no-clips-found', { words: writing.literally(words) }),
    no_such_clips: ({ effect }) => format('replies.no-such-clips', { effect: named(effect) }),
    clip: ({ effect }) => format('replies.clip', { effect: named(effect) }),
    ask_join: ({ max }) => (max === 1 ? format('replies.ask-join.one') : format('replies.ask-join', { max })),
    ask_save: () => format('replies.ask-save'),
    saved: ({ format: kind }) => format('replies.saved', { format: choiceName(messages, kind) }),
    shared: (values) => sharedText(messages, values, writing),
    ask_publish: ({ community }) => publishText(messages, community),
    ...moderationSayings(messages, writing),
    deleted: (values) => deletedText(messages, values),
    ask_delete: ({ clips }) => format('replies.ask-delete', { clips }),
    not_deleted: () => format('replies.not-deleted'),
    ask_forget: (values) => forgetText(messages, values),
    privacy: (values) => privacyText(messages, values),
    export: ({ clips, link }) =>
      link === null ? format('replies.export.no-link', { clips }) : format('replies.export', { clips, link }),
    ask_export: () => format('replies.ask-export'),
    forgotten: ({ done, clips, stays, surface }) =>
      together(
        messages,
        done ? format('replies.forgotten', { clips, surface }) : format('replies.forgotten.later', { clips }),
        stays === 0 ? '' : format('replies.forgotten.stays', { stays }),
      ),
    recipe: ({ clip }) => recipeText(messages, clip),
    voted: (values) => votedText(messages, values),
    rated: ({ liked }) => format(liked ? 'replies.rated.liked' : 'replies.rated.disliked'),
    effects: ({ count }) => format('replies.effects', { count }),
    models: ({ count }) => format('replies.models', { count }),
    queue: ({ count }) => format('replies.queue', { count }),
    queue_empty: () => format('replies.queue-empty'),
    credits: (values) => creditsText(messages, values, writing),
    settings: (values) => settingsText(messages, values),
    defaults: ({ set }) => defaultsText(messages, set),
    help: () =>
      format('replies.help', {
        ...{ megabytes: photoMegabytes, seconds: secondsRange.maximum, takes: takesRange.maximum },
      }),
  };
};

/** Formats the message of a reply in a language. */
export const sentence = (
  messages: Messages,
  text: Text,
  writing: Writing = plainWriting(messages.locale),
): string => (sayings(messages, writing)[text.key] as (values: Text['values']) => string)(text.values);
