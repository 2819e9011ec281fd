import type { ReportedClip } from '../core/reported-clip.ts';
import type { Sentences } from '../core/text.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { effectName } from './names.ts';
import { staysLine } from './share-text.ts';
import { together, type Writing } from './writing.ts';

/** Where the owner of a removed clip can object. An empty contact is one the operator hasn't given. */
export const objectText = ({ format }: Messages, contact: string): string =>
  contact === '' ? format('replies.object.none') : format('replies.object', { contact });

/** Tells an owner that their clip was taken down, why, and what they can do. */
export const takenDownText = (
  messages: Messages,
  { effect, reason, contact }: Sentences['taken_down'],
): string =>
  together(
    messages,
    messages.format('replies.taken-down', { effect: effectName(messages, effect), reason }),
    objectText(messages, contact ?? ''),
  );

const lineOf = (messages: Messages, { effect, kinds, times }: ReportedClip, index: number): string => {
  const { list } = amountsIn(messages.locale);
  const why = list(kinds.map((kind) => messages.format(`buttons.report-${kind}`)));
  const values = { number: index + 1, effect: effectName(messages, effect), times, why };
  return messages.format('replies.reports.clip', values);
};

/** Messages about reporting and hiding clips, and blocking people. */
export const moderationSayings = (messages: Messages, writing: Writing) => {
  const { format } = messages;
  const named = (effect: string) => ({ effect: effectName(messages, effect) });
  return {
    ask_report: () => format('replies.ask-report'),
    reported: ({ moderated }) => format(moderated ? 'replies.reported.moderated' : 'replies.reported'),
    reports_here: () => format('replies.reports-here'),
    report_posted: ({ effect, kind }) =>
      format('replies.report-posted', { ...named(effect), why: format(`buttons.report-${kind}`) }),
    report_dismissed: () => format('replies.report-dismissed'),
    hidden: ({ hidden, stays }) =>
      [format(hidden ? 'replies.hidden' : 'replies.hidden.undone'), ...staysLine(messages, stays)].join('\n'),
    hidden_by_moderators: ({ effect, others }) =>
      [
        format('replies.hidden-by-moderators', named(effect)),
        ...(others === 0 ? [] : [format('replies.hidden-by-moderators.others', { others })]),
      ].join('\n'),
    shown_again: ({ effect }) => format('replies.shown-again', named(effect)),
    reports: ({ list, hidden }) =>
      [
        list.length === 0
          ? format('replies.reports.none')
          : format('replies.reports', { clips: list.length }),
        ...list.map((one, index) => lineOf(messages, one, index)),
        ...hidden.map(({ effect }, index) =>
          format('replies.reports.hidden', { ...named(effect), number: list.length + index + 1 }),
        ),
      ].join('\n'),
    blocked: ({ who, everywhere }) =>
      format(everywhere ? 'replies.blocked.everywhere' : 'replies.blocked', { who: writing.person(who) }),
    unblocked: ({ who, everywhere }) =>
      format(everywhere ? 'replies.unblocked.everywhere' : 'replies.unblocked', { who: writing.person(who) }),
    blocked_list: ({ people, called = {} }) => {
      if (people.length === 0) return format('replies.blocked.none');
      const names = people.map((id) => {
        const name = called[id];
        return name === undefined ? writing.person(id) : `${writing.literally(name)} (${writing.person(id)})`;
      });
      return format('replies.blocked.list', { names: amountsIn(messages.locale).list(names) });
    },
  } satisfies { readonly [Key in keyof Sentences]?: (values: Sentences[Key]) => string };
};
