import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { newId } from '../../../src/core/id.ts';
import type { Reply } from '../../../src/core/reply.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { wantsJson } from '../errors.ts';
import { sendCard } from '../page.ts';
import { type ButtonLook, buttonRow } from '../result-buttons.ts';
import { visitorOf } from '../visitor.ts';

/** The title, text and button labels of a question. */
const questionOf = (
  { format }: Messages,
  { text }: Reply,
  said: string,
): { readonly title: string; readonly words: string; readonly look: ButtonLook } => {
  const named =
    (names: Readonly<Record<string, string>>, yes: string): NonNullable<ButtonLook['label']> =>
    ({ command, argument = '' }) =>
      command === 'confirm' ? (names[argument] ?? yes) : undefined;
  const cancel = { no: format('web.ask.cancel') };
  const primary: NonNullable<ButtonLook['primary']> = ({ command, argument }) =>
    command === 'confirm' && (argument === 'open' || argument === 'hidden');
  switch (text.key) {
    case 'ask_consent':
      return {
        title: format('web.ask.consent'),
        words: said,
        look: { label: named(cancel, format('web.ask.agree')), primary },
      };
    case 'ask_price': {
      const { credits, left, draft } = text.values;
      const cheap = draft === null ? '' : format('web.ask.draft', { credits: draft });
      return {
        title: format('web.ask.price', { credits }),
        words: format('web.ask.left', { left }),
        look: {
          label: named(
            { ...cancel, draft: cheap, 'draft-hidden': cheap },
            format('web.ask.start', { credits }),
          ),
          primary,
        },
      };
    }
    case 'ask_photo': {
      const { question } = text.values;
      const yes = format(question === undefined ? 'web.ask.as-is' : 'web.ask.agree');
      const names: Readonly<Record<string, string>> = { ...cancel, open: yes, hidden: yes };
      return {
        title: format('web.ask.photo'),
        words: said,
        look: { label: ({ argument = '' }) => names[argument], primary, all: true },
      };
    }
    default:
      return { title: said, words: '', look: {} };
  }
};

/**
 * Responds when no job was started: with a question and its answers (a dialog for scripts, a page without them), or
 * with a note that nothing was started.
 */
export const answerQuestion = (request: FastifyRequest, answer: FastifyReply, reply: Reply): FastifyReply => {
  const { messages } = visitorOf(request);
  const said = sentence(messages, reply.text);
  const asks = reply.actions.length > 0;
  const { title, words, look } = questionOf(messages, reply, said);
  // The dialog repeats the form's terms. Elsewhere nothing else says what is left.
  const known = reply.text.key === 'ask_price' && wantsJson(request) && request.url.split('?')[0] === '/make';
  const under = words === '' || known ? '' : html`<p>${words}</p>`;
  const buttons = buttonRow(reply.actions, messages, look);
  answer.header('cache-control', 'no-store');
  if (wantsJson(request)) {
    const dialog = html`<dialog class="card stack question" aria-labelledby="question"><h2 id="question">${title}</h2>!${under}<p class="quiet small" data-asked-terms></p>!${buttons}</dialog>`;
    const notice = html`<p class="notice">${said}</p>`;
    return answer.send({ said, ...(asks ? { dialog } : { html: notice, actions: null }), key: newId() });
  }
  const body = asks ? under + buttons : html`<p class="notice">${said}</p>`;
  const done = messages.format('web.clips.done');
  return sendCard(request, answer, { title: asks ? title : done, body, current: 'play', back: '/' });
};
