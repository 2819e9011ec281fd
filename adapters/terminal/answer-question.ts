import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { sentence } from '../../src/text/sentence.ts';
import type { Screen } from './screen.ts';
import { terminalTarget } from './terminal-platform.ts';
import type { Session } from './terminal-session.ts';

/** What answering questions needs. */
export type Answering = {
  readonly screen: Screen;
  readonly messages: Messages;
  /** Whether everything is answered with yes beforehand. */
  readonly yes: boolean;
  /** Whether a program reads what is printed, which can answer nothing. */
  readonly quiet: boolean;
};

/** The answer of whoever sits here. Throws Failure `cannot_ask` where nobody does. */
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

/** The card of what was asked for, after whatever had to be answered first; without a job where that was no. */
export const answerQuestion = async (
  session: Session,
  reply: Reply,
  out: string | null,
  parts: Answering,
): Promise<Reply> => {
  const [yes] = reply.actions;
  if (reply.job !== null || yes === undefined) return reply;
  const answered = (to: string | undefined): Promise<Reply> =>
    session.run(yes.command, { id: yes.id, to }, terminalTarget(out), newId());
  try {
    return await answered((await agrees(sentence(parts.messages, reply.text), parts)) ? yes.argument : 'no');
  } catch (error) {
    // What nobody can answer need not be kept.
    if (error instanceof Failure && error.kind === 'cannot_ask') await answered('no');
    throw error;
  }
};
