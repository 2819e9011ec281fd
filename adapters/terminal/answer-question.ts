import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import { isQuestion, type Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { sentence } from '../../src/text/sentence.ts';
import type { Screen } from './screen.ts';
import { terminalTarget } from './terminal-platform.ts';
import type { TerminalSession } from './terminal-session.ts';

/** Dependencies for answering questions. */
export type Answering = {
  readonly screen: Screen;
  readonly messages: Messages;
  /** Whether every question is answered with yes, without asking. */
  readonly yes: boolean;
  /** Whether a program reads the output, so nobody can answer. */
  readonly quiet: boolean;
};

/** Asks the user; true for yes. Throws `Failure` `cannot_ask` when nobody can answer. */
const agrees = async (question: string, { screen, yes, quiet }: Answering): Promise<boolean> => {
  if (yes) {
    screen.complain(question);
    return true;
  }
  const answered = quiet ? null : await screen.ask(question);
  if (answered !== null) return answered;
  screen.complain(question);
  throw new Failure('cannot_ask', { flag: '--yes' });
};

/** Answers the question in a reply, if there is one. Returns the reply with the job, or without one after a no. */
export const answerQuestion = async (
  session: TerminalSession,
  reply: Reply,
  out: string | null,
  parts: Answering,
): Promise<Reply> => {
  const [yes] = reply.actions;
  if (yes === undefined || !isQuestion(reply)) return reply;
  const answered = (to: string | undefined): Promise<Reply> =>
    session.run(yes.command, { id: yes.id, to }, terminalTarget(out), newId());
  try {
    return await answered((await agrees(sentence(parts.messages, reply.text), parts)) ? yes.argument : 'no');
  } catch (error) {
    // A question that nobody can answer doesn't have to stay open.
    if (error instanceof Failure && error.kind === 'cannot_ask') await answered('no');
    throw error;
  }
};
