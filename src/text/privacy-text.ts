import { operatorServer } from '../core/engine.ts';
import type { Sentences } from '../core/text.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';

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
    ...(others.length === 0 ? [] : [format('privacy.seers', { names: amountsIn(locale).list(others) })]),
    ...(others.length === seers.length ? [] : [format('privacy.operator-server')]),
    format('privacy.seen'),
    format('privacy.operator'),
    format(faces ? 'privacy.faces' : 'privacy.faces.off'),
    format('privacy.delete'),
    format('privacy.code', { days: codeDays }),
    contact === null ? format('privacy.contact.none') : format('privacy.contact', { contact }),
  ];
  return [format('privacy.title'), ...lines.map((line) => `• ${line}`)].join('\n');
};
