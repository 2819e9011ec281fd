import { html } from 'ghtml';
import type { PeopleSheet } from '../../../src/core/people-sheet.ts';
import type { Commands } from './admin-deps.ts';
import { type Cell, card, commandForm, confirming, moment, type Pen, table } from './admin-parts.ts';
import { units } from './units.ts';

/** A field that finds a job, a clip or a person. */
export const findForm = ({ messages: { format } }: Pen, words = ''): string =>
  html`<form class="row filter" action="/admin/people" method="get" role="search"><input type="search" name="find" value="${words}" maxlength="200" placeholder="${format('admin.people.find')}" aria-label="${format('admin.people.find')}"><button>${format('admin.people.submit')}</button></form>`;

const limitsText = ({ messages: { format } }: Pen, { limits }: PeopleSheet): string => {
  const { jobs, bytes, rendered, credits } = limits;
  const parts = [
    ...(jobs === null ? [] : [format('admin.people.limit-jobs', { jobs })]),
    ...(bytes === null ? [] : [format('admin.people.limit-bytes', { size: units.bytes(bytes) })]),
    ...(rendered === null
      ? []
      : [format('admin.people.limit-rendered', { duration: units.duration(rendered) })]),
    ...(credits === 0 ? [] : [format('admin.people.limit-credits', { credits })]),
  ];
  return parts.length === 0 ? format('admin.people.no-limits') : parts.join(' · ');
};

/** The people page: what each stores and makes, with limits and blocks. */
export const peopleBody = (pen: Pen, words: string, sheet: PeopleSheet, commands: Commands): string => {
  const { format } = pen.messages;
  const turn = (owner: string, blocked: boolean): Cell => {
    const form = commandForm(pen, commands(blocked ? 'unblock' : 'block'), { who: owner });
    const ask = format('admin.people.block-ask', { who: owner });
    return { html: blocked ? form : confirming(format('admin.actions.block'), ask, form) };
  };
  const rows = sheet.people.map((person): Cell[] => [
    { html: html`<a href="/admin/jobs?owner=${encodeURIComponent(person.owner)}">${person.owner}</a>` },
    `${units.count(person.jobs)} (${units.count(person.open)})`,
    units.count(person.clips),
    units.bytes(person.bytes),
    moment(person.seenAt),
    turn(person.owner, person.blocked),
  ]);
  const heads = (['owner', 'jobs', 'clips', 'stored', 'seen'] as const).map((name) =>
    format(`admin.people.${name}`),
  );
  const blocked = sheet.blocked.map((owner): Cell[] => [owner, turn(owner, true)]);
  return html`!${findForm(pen, words)}
    !${card(format('admin.people.title'), table(pen, format('admin.people.title'), [...heads, format('admin.action')], rows), limitsText(pen, sheet))}
    !${card(format('admin.people.blocked'), table(pen, format('admin.people.blocked'), [format('admin.people.owner'), format('admin.action')], blocked))}`;
};
