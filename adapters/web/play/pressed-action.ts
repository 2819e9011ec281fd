import type { FastifyPluginAsync } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import { actionFromWire, isShareStep, pressKey } from '../../../src/core/action.ts';
import { actionValues } from '../../../src/core/command-options.ts';
import { Failure } from '../../../src/core/failure.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { Reply } from '../../../src/core/reply.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { wantsJson } from '../errors.ts';
import { sendCard } from '../page.ts';
import { recipeList } from '../recipe-list.ts';
import { buttonRow } from '../result-buttons.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { endSession } from '../web-session.ts';
import { nameOf } from './fields.ts';
import { answerJob } from './make-routes.ts';
import type { Play } from './play-deps.ts';
import { answerQuestion } from './question-page.ts';
import { answerSharing } from './share-dialog.ts';

const pressed = z.object({ action: z.string().max(64) });

/** The reply text as HTML; a recipe is a list. */
const saidHtml = (messages: Messages, said: string, { text }: Reply): string =>
  text.key === 'recipe' ? recipeList(messages, text.values.clip) : html`<p class="notice good">${said}</p>`;

/** `/act`: runs the command call of a pressed button. */
export const pressRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    const some = { rateLimit: { max: 120, timeWindow: 60_000 } };
    server.post('/act', { preHandler: admit, config: some }, async (request, answer) => {
      const action = actionFromWire(pressed.parse(request.body).action);
      if (action === null) throw new Failure('not_found');
      const command = commandNamed(play, action.command);
      if (command.manages) throw new Failure('not_allowed');
      const { messages, owner } = visitorOf(request);
      const key = pressKey(owner, action);
      const asked = { ...requestOf(request), key };
      const reply = await command.run(asked, actionValues(command, action));
      if (command.renders) return answerJob(request, answer, reply);
      if (isShareStep(action)) return answerSharing(play, request, answer, reply, action.id);
      if (reply.text.key === 'ask_delete' || reply.text.key === 'ask_report')
        return answerQuestion(request, answer, reply);
      const forgotten = reply.text.key === 'forgotten';
      if (forgotten) await endSession(request, answer);
      const said = sentence(messages, reply.text);
      const shown = reply.text.key === 'shared' ? nameOf(messages, reply.text.values.visibility) : null;
      if (wantsJson(request))
        return answer.send({
          said,
          html: saidHtml(messages, said, reply),
          actions: reply.actions.length === 0 ? null : buttonRow(reply.actions, messages),
          visibility: shown,
          gone: reply.text.key === 'deleted',
        });
      const gone = reply.text.key === 'deleted' || command.name === 'cancel';
      const own = command.confirms
        ? '/account'
        : command.name === 'preset'
          ? '/presets'
          : `/clips/${action.id}`;
      return sendCard(request, answer, {
        title: messages.format('web.clips.done'),
        body: saidHtml(messages, said, reply) + buttonRow(reply.actions, messages),
        current: 'clips',
        back: forgotten ? '/' : gone ? '/clips' : own,
      });
    });
  };
