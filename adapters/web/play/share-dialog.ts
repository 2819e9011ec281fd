import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import type { Action } from '../../../src/core/action.ts';
import type { Reply } from '../../../src/core/reply.ts';
import type { Sentences } from '../../../src/core/text.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { audience } from '../clip-card.ts';
import { wantsJson } from '../errors.ts';
import { sendCard } from '../page.ts';
import { buttonRow } from '../result-buttons.ts';
import { visitorOf } from '../visitor.ts';
import type { Play } from './play-deps.ts';
import { showOneClip } from './results.ts';

/** A field with the clip's link, ready to copy. */
const linkField = (request: FastifyRequest, { format }: Messages, { link }: Sentences['shared']): string => {
  if (link === null) return '';
  const url = new URL(link.url, `${request.protocol}://${request.host}`).href;
  return html`<div class="row link"><input readonly value="${url}" aria-label="${format('buttons.share-link')}" data-link><button type="button" class="primary" data-copy>${format('web.share.copy')}</button></div>`;
};

const linesOf = (messages: Messages, { text }: Reply): readonly string[] => {
  const lines = sentence(messages, text).split('\n');
  // The link has a field of its own.
  return text.key === 'shared' && text.values.link !== null
    ? lines.filter((line) => line !== text.values.link?.url)
    : lines;
};

/** The link that is shown has a button of its own, and without it a private clip is only private. */
const isSpare = ({ text, actions }: Reply, { command, argument }: Action): boolean =>
  argument === 'link' ||
  (command === 'unshare' &&
    text.key === 'shared' &&
    text.values.visibility === 'private' &&
    text.values.stays === 0 &&
    actions.some((other) => other.argument === 'unlink'));

/** Sends the Share dialog, or its question, with the state after a press. Without scripts it is a page. */
export const answerSharing = async (
  play: Play,
  request: FastifyRequest,
  answer: FastifyReply,
  reply: Reply,
  id: string,
): Promise<FastifyReply> => {
  const { messages } = visitorOf(request);
  const { format } = messages;
  const asks = reply.text.key === 'ask_publish';
  const [first = '', ...rest] = linesOf(messages, reply);
  const title = asks ? first : format('buttons.share');
  const words = (asks ? rest : [first, ...rest]).map((line) => html`<p>${line}</p>`).join('');
  const link = reply.text.key === 'shared' ? linkField(request, messages, reply.text.values) : '';
  const notes = asks ? '' : html`<p class="quiet small">${format('web.share.steps')}</p>`;
  const actions = link === '' ? reply.actions : reply.actions.filter((action) => !isSpare(reply, action));
  const buttons = buttonRow(actions, messages, {
    all: true,
    primary: ({ command, argument }) => command === 'publish' && argument === 'yes',
  });
  const inside = words + link + notes + buttons;
  answer.header('cache-control', 'no-store');
  if (!wantsJson(request))
    return sendCard(request, answer, { title, body: inside, current: 'clips', back: `/clips/${id}` });
  const shown = await showOneClip(play, request, id);
  const [clip] = shown.clips;
  const close = asks
    ? ''
    : html`<form method="dialog"><button class="plain" aria-label="${format('web.share.close')}">✕</button></form>`;
  return answer.send({
    said: sentence(messages, reply.text),
    dialog: html`<dialog class="card stack question" aria-labelledby="question"><div class="row spread"><h2 id="question">${title}</h2>!${close}</div>!${inside}</dialog>`,
    html: '',
    actions: buttonRow(shown.actions, messages),
    visibility: clip === undefined ? null : audience(messages, clip.clip),
  });
};
