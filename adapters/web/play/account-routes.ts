import type { FastifyPluginAsync } from 'fastify';
import { html } from 'ghtml';
import { commandNamed } from '../../../src/core/parse.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { assetText } from '../assets.ts';
import { sendCard, sendPage } from '../page.ts';
import { buttonRow } from '../result-buttons.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { beginSession } from '../web-session.ts';
import { nameOf } from './fields.ts';
import type { Play } from './play-deps.ts';
import { sessionRoutes, sessionsCard } from './session-routes.ts';

const bullet = '• ';

/** Renders lines as paragraphs, and lines that start with a bullet as a list. */
const paragraphs = (lines: readonly string[]): string => {
  const items = lines.filter((line) => line.startsWith(bullet));
  const list = items.map((line) => html`<li>${line.slice(bullet.length)}</li>`);
  const words = lines.filter((line) => line !== '' && !line.startsWith(bullet));
  return html`!${words.map((line) => html`<p>${line}</p>`)}!${items.length === 0 ? '' : html`<ul>!${list}</ul>`}`;
};

const withLinks = (text: string): string =>
  text
    .split(/(https:\S+)/)
    .map((part, at) => (at % 2 === 0 ? html`${part}` : html`<a href="${part}">${part}</a>`))
    .join('');

/**
 * Who made the photos that are shown. Indented lines are rows, which may go on in a line that is indented further; the
 * paragraph before them is their heading.
 */
const credits = (messages: Messages): string => {
  const [, ...lines] = assetText('credits.txt')
    .replaceAll(/\n {8,}/g, '    ')
    .split('\n');
  const isRow = (line = ''): boolean => line.startsWith('  ');
  const shown = lines.map((line, index) => {
    const [name = '', ...more] = line.trim().split(/ {2,}/);
    if (line === '') return '';
    if (!isRow(line))
      return isRow(lines[index + 1]) ? html`<h2 class="h3">${line}</h2>` : html`<p>!${withLinks(line)}</p>`;
    const called = name.split(', ').map((one) => nameOf(messages, one));
    return html`<dl class="recipe"><div><dt>${called.join(', ')}</dt><dd>!${more.map(withLinks).join(' · ')}</dd></div></dl>`;
  });
  return shown.join('');
};

/** The privacy and account pages: what is stored about a visitor, and how to delete it. And who made the photos shown. */
export const accountRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    const few = { rateLimit: { max: 20, timeWindow: 60_000 } };
    server.get('/privacy', async (request, answer) => {
      const { messages } = visitorOf(request);
      const { text } = await commandNamed(play, 'privacy').run(requestOf(request), {});
      const [title = '', ...lines] = sentence(messages, text).split('\n');
      const body = html`<section class="narrow stack"><h1>${title}</h1>!${paragraphs(lines)}</section>`;
      return sendPage(request, answer, { title, body });
    });
    server.get('/credits', async (request, answer) => {
      const { messages } = visitorOf(request);
      const title = messages.format('web.credits');
      return sendPage(request, answer, {
        title,
        body: html`<section class="narrow stack"><h1>${title}</h1>!${credits(messages)}</section>`,
      });
    });
    server.register(sessionRoutes);
    server.get('/account', { preHandler: admit }, async (request, answer) => {
      const { format } = visitorOf(request).messages;
      const title = format('web.account.title');
      const body = html`<section class="narrow stack"><h1>${title}</h1><p class="lead">${format('web.account.lead')}</p>
        <div class="card stack"><h2>${format('web.account.defaults')}</h2><p>${format('web.account.defaults-lead')}</p><p><a class="button" href="/defaults">${format('web.account.change')}</a></p></div>
        <div class="card stack"><h2>${format('web.presets.title')}</h2><p>${format('web.presets.lead')}</p><p><a class="button" href="/presets">${format('web.presets.open')}</a></p></div>
        <div class="card stack"><h2>${format('web.account.export')}</h2><p>${format('web.account.export-lead')}</p><p><a class="button" href="/export.zip">${format('web.account.export-submit')}</a></p></div>
        !${await sessionsCard(request)}
        <div class="card stack"><h2>${format('web.account.delete')}</h2><p>${format('web.account.delete-lead')}</p><p><a class="button danger" href="/forget">${format('web.account.delete')}</a></p></div>
      </section>`;
      return sendPage(request, answer, { title, body });
    });
    server.get('/forget', { preHandler: admit, config: few }, async (request, answer) => {
      await beginSession(request, answer);
      const { messages } = visitorOf(request);
      const { text, actions } = await commandNamed(play, 'forget').run(requestOf(request), {});
      const [title = '', ...lines] = sentence(messages, text).split('\n');
      answer.header('cache-control', 'no-store');
      return sendCard(request, answer, { title, body: paragraphs(lines) + buttonRow(actions, messages) });
    });
  };
