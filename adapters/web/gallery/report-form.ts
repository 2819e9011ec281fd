import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { takedownReasons } from '../../../src/core/reported-clip.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { sendPage } from '../page.ts';
import { visitorOf } from '../visitor.ts';

/** What a report says, and the button that sends it. */
export const reportFields = ({ format }: Messages): string =>
  html`<div class="field"><label for="kind">${format('web.clip.report.reason')}</label><select id="kind" name="kind" required><option value="">${format('web.clip.report.choose')}</option>!${takedownReasons.map((kind) => html`<option value="${kind}">${format(`buttons.report-${kind}`)}</option>`)}</select></div>
      <div class="field"><label for="reason">${format('web.clip.report.more')}</label><textarea id="reason" name="reason" maxlength="500"></textarea></div>
      <p><button class="primary">${format('web.clip.report.submit')}</button></p>`;

export const reportThanks = ({ format }: Messages): string =>
  html`<p class="notice good" role="status">${format('web.clip.report.thanks')}</p>`;

/**
 * Sends the page for people who are shown in a clip of a server or group that they aren't in. `clip`: its link, if it is
 * known.
 */
export const sendReportPage = (
  request: FastifyRequest,
  answer: FastifyReply,
  { reported, clip }: { readonly reported: boolean; readonly clip: string },
): FastifyReply => {
  const { messages } = visitorOf(request);
  const { format } = messages;
  const title = format('web.report.title');
  const form = html`<p class="lead">${format('web.report.lead')}</p><form class="card stack" method="post" action="/report">
      <div class="field"><label for="clip">${format('web.report.clip')}</label><input id="clip" name="clip" value="${clip}" required maxlength="500" autocomplete="off" aria-describedby="where"><p class="quiet small" id="where">${format('web.report.where')}</p></div>
      !${reportFields(messages)}
    </form>`;
  const body = html`<article class="narrow stack"><h1>${title}</h1>!${reported ? reportThanks(messages) : form}</article>`;
  return sendPage(request, answer, { title, body, head: '<meta name="robots" content="noindex">' });
};
