import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { newId } from '../../../src/core/id.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { wantsJson } from '../errors.ts';
import { sendPage } from '../page.ts';
import { buttonRow } from '../result-buttons.ts';
import { visitorOf } from '../visitor.ts';

/**
 * What is said where no job has begun: a question with its answers, in a dialog for scripts and on a page of its own
 * without them, or that nothing was started.
 */
export const answerQuestion = (request: FastifyRequest, answer: FastifyReply, reply: Reply): FastifyReply => {
  const { messages } = visitorOf(request);
  const said = sentence(messages, reply.text);
  const asks = reply.actions.length > 0;
  const buttons = buttonRow(reply.actions, messages);
  answer.header('cache-control', 'no-store');
  if (wantsJson(request)) {
    const dialog = html`<dialog class="card stack question" aria-labelledby="question"><p id="question">${said}</p>!${buttons}</dialog>`;
    const notice = html`<p class="notice">${said}</p>`;
    return answer.send({ said, ...(asks ? { dialog } : { html: notice, actions: null }), key: newId() });
  }
  const [back, done] = [messages.format('web.clips.back'), messages.format('web.clips.done')];
  const body = html`<section class="narrow card stack"><h1>${asks ? said : done}</h1>!${asks ? buttons : html`<p class="notice">${said}</p>`}<a class="button" href="/">${back}</a></section>`;
  return sendPage(request, answer, { title: asks ? said : done, body, current: 'play', path: '/' });
};
