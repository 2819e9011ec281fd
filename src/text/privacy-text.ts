import { operatorServer } from '../core/engine.ts';
import { isChat } from '../core/target.ts';
import type { Sentences } from '../core/text.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { together } from './writing.ts';

/** How the service handles people's data, one line per fact. */
export const privacyText = (messages: Messages, facts: Sentences['privacy']): string => {
  const { format, locale } = messages;
  const { photoDays, clipDays, seers, faces, contact, codeDays, surface } = facts;
  const others = seers.filter((name) => name !== operatorServer);
  const lines = [
    format('privacy.stored', { surface }),
    format('privacy.photos', { days: photoDays }),
    clipDays === null ? format('privacy.clips') : format('privacy.clips.days', { days: clipDays }),
    format('privacy.presets'),
    format('privacy.local'),
    ...(others.length === 0 ? [] : [format('privacy.providers', { names: amountsIn(locale).list(others) })]),
    ...(others.length === seers.length ? [] : [format('privacy.operator-server')]),
    format('privacy.visibility'),
    format('privacy.operator'),
    format(faces ? 'privacy.faces' : 'privacy.faces.off'),
    format('privacy.delete'),
    format('privacy.code', { days: codeDays }),
    contact === null ? format('privacy.contact.none') : format('privacy.contact', { contact }),
  ];
  return [format('privacy.title'), ...lines.map((line) => `• ${line}`)].join('\n');
};

/** The question before everything about somebody is deleted: what goes and what stays. */
export const forgetText = (messages: Messages, values: Sentences['ask_forget']): string => {
  const { format, locale } = messages;
  const { clips, jobs, presets, surface, seers, days } = values;
  const others = seers.filter((name) => name !== operatorServer);
  const posted = isChat(surface);
  const stays = [
    ...(posted ? [format('replies.forget-stays.posts')] : []),
    ...(posted && surface !== 'group' ? [format('replies.forget-stays.own')] : []),
    format('replies.forget-stays.copies'),
    ...(others.length === 0
      ? []
      : [format('replies.forget-stays.providers', { names: amountsIn(locale).list(others) })]),
    ...(others.length === seers.length ? [] : [format('replies.forget-stays.operator')]),
    format('replies.forget-stays.records'),
    format('replies.forget-stays.code', { days }),
    format('replies.forget-stays.backups'),
  ];
  return [
    format('replies.ask-forget', { surface }),
    together(
      messages,
      format('replies.ask-forget.deletes', { clips, surface }),
      jobs === 0 ? '' : format('replies.ask-forget.jobs', { jobs }),
    ),
    ...(presets === 0 ? [] : [format('replies.ask-forget.presets', { presets })]),
    ...(surface === 'group' ? [] : [format('replies.ask-forget.only')]),
    '',
    format('replies.forget-stays'),
    ...stays.map((line) => `• ${line}`),
  ].join('\n');
};
