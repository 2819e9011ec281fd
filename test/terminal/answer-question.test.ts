import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../adapters/terminal/answer-question.ts';
import type { TerminalSession } from '../../adapters/terminal/terminal-session.ts';
import { commands } from '../../commands/all.ts';
import { operatorCommands } from '../../commands/operator.ts';
import { type Reply, reply } from '../../src/core/reply.ts';
import { english } from '../messages/opened.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const asked = reply(
  { key: 'ask_consent', values: { question: 'kiss', credits: 0 } },
  {
    actions: [
      { command: 'confirm', id, argument: 'hidden' },
      { command: 'confirm', id, argument: 'no' },
    ],
  },
);

/** What a question at a terminal comes to: what was said, and what the service was told. */
const answered = async (here: boolean | null, flags: { yes?: true; quiet?: true } = {}) => {
  const told: unknown[] = [];
  const said: string[] = [];
  const session: TerminalSession = {
    run: async (name, raw): Promise<Reply> => {
      told.push([name, raw['to']]);
      return reply({ key: 'not_started', values: {} });
    },
    status: async () => null,
    close: async () => {},
  };
  const screen = {
    print: () => {},
    complain: (line: string) => void said.push(line),
    progress: () => {},
    clear: () => {},
    ask: async () => here,
  };
  const parts = { screen, messages: english, yes: flags.yes ?? false, quiet: flags.quiet ?? false };
  const end = await answerQuestion(session, asked, 'clip.mp4', parts).then(
    () => 'told',
    (error: { kind: string }) => error.kind,
  );
  return { end, told, said };
};

describe('a question at a terminal', () => {
  it.each([
    ['yes', true, {}, 'told', 'hidden'],
    ['no', false, {}, 'told', 'no'],
    ['nobody there', null, {}, 'cannot_ask', 'no'],
    ['nobody there, but --yes', null, { yes: true }, 'told', 'hidden'],
    ['a program that reads, somebody there', true, { quiet: true }, 'cannot_ask', 'no'],
    ['a program that reads, with --yes', true, { quiet: true, yes: true }, 'told', 'hidden'],
  ] as const)('%s', async (_, here, flags, end, to) => {
    expect(await answered(here, flags)).toMatchObject({ end, told: [['confirm', to]] });
  });

  it('is repeated where it was not put, so that whoever reads knows what was answered', async () => {
    expect((await answered(null, { yes: true })).said[0]).toContain('do they agree?');
    expect((await answered(null)).said[0]).toContain('do they agree?');
  });
});

it('every command that begins a job says so itself, and is waited for', () => {
  const making = [...commands, ...operatorCommands].filter((one) => 'renders' in one && one.renders);
  expect(making.map(({ name }) => name)).toEqual([
    ...['animate', 'reroll', 'remix', 'edit', 'motion', 'extend', 'join', 'refine', 'retry', 'confirm'],
  ]);
});
