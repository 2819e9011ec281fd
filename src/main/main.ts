#!/usr/bin/env node

import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { config as readEnvironmentFile } from 'dotenv';
import { localeIn } from '../../adapters/terminal/flags.ts';
import { openIpcServer } from '../../adapters/terminal/ipc-server.ts';
import { remoteSession } from '../../adapters/terminal/remote-session.ts';
import { exitCodes, runTerminal } from '../../adapters/terminal/run.ts';
import { openScreen } from '../../adapters/terminal/screen.ts';
import {
  type Declared,
  directSession,
  type TerminalSession,
  terminalOwner,
} from '../../adapters/terminal/terminal-session.ts';
import { extraHelp } from '../../adapters/terminal/usage.ts';
import { commands } from '../../commands/all.ts';
import { backupOf } from '../../commands/backup.ts';
import { effects as effectsCommand } from '../../commands/effects.ts';
import { operatorCommands } from '../../commands/operator.ts';
import { effects } from '../../effects/all.ts';
import { type Config, readConfig } from '../config.ts';
import { asFailure, isUsage } from '../core/failure.ts';
import { bind } from '../jobs/bind-command.ts';
import { packClips } from '../media/pack-clips.ts';
import { failureText } from '../text/failure-text.ts';
import { openMessages } from '../text/message-catalogue.ts';
import type { MessageKey } from '../text/messages.ts';
import type { App } from './app.ts';
import { runExtra } from './extra-commands.ts';
import { openLog } from './logger.ts';

const terminalCommands = [...commands, ...operatorCommands, backupOf('')] as const;
type TerminalCommand = (typeof terminalCommands)[number];

type OptionName = { [Each in TerminalCommand as string]: keyof Each['options'] & string }[string];

type ChoiceOf<Option> = Option extends { choices: readonly (infer Choice extends string)[] } ? Choice : never;
type ChoiceName = {
  [Each in TerminalCommand as string]: ChoiceOf<Each['options'][keyof Each['options']]>;
}[string];

type Named =
  | `options.${Exclude<OptionName, `clip${number}` | 'asked'>}${'' | '.about'}`
  | `effects.${(typeof effects)[number]['name']}${'' | '.about'}`
  | `choices.${ChoiceName}`;

// Fails to compile if an option, choice or effect has no English text.
((key: Named): MessageKey => key) satisfies object;

const { messagesFor } = openMessages((problem) => logOfTerminal().warn(problem, 'a message cannot be used'));
const messages = messagesFor(localeIn(process.env), 'terminal');
const english = messagesFor('en', 'terminal');

const { version } = createRequire(import.meta.url)('#package') as { version: string };
const screen = openScreen(process.stdout, process.stderr, process.stdin);

const logOf = ({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>) => openLog(LOG_LEVEL ?? 'silent');

// Containers may run under a user id that is missing from the password file.
const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
};

const sessionOn = (app: App, close: TerminalSession['close']): TerminalSession =>
  directSession(
    userName(),
    [...app.commands, ...app.operatorCommands, ...app.terminalCommands],
    app.follow(terminalOwner(userName())),
    close,
  );

// Databases and chats are imported where they are opened: `--help` and `effects` need neither.
/** A session for commands that need no database. */
const offlineSession = (): TerminalSession => {
  const known = { effects: effects.map(({ name }) => name), engines: [], models: [] };
  const bound = [bind(effectsCommand, { effects }, known)];
  const nothing = async () => null;
  return directSession(userName(), bound, nothing, async () => {});
};

const openSession = async (config: Config, { renders }: Declared): Promise<TerminalSession> => {
  const remote = config.DATABASE_URL === undefined ? await remoteSession(config.DATA_DIR) : null;
  if (remote !== null) return remote;
  const log = logOf(config);
  const { createApp } = await import('./app.ts');
  const { remotes } = await import('./engines.ts');
  // A person is waiting at the terminal, so report an error that one retry does not fix instead of waiting it out.
  const app = await createApp({ ...config, FAULT_MINUTES: 0 }, log);
  await app.work();
  if (renders === true) await Promise.all(remotes(app.engines).map((engine) => engine.checkNew(5_000)));
  if (app.services.store.pglite === null) return sessionOn(app, app.close);
  // Serves other terminals that need the data folder while we hold its lock.
  const ipcServer = await openIpcServer(
    config.DATA_DIR,
    sessionOn(app, async () => {}),
    log,
  );
  return sessionOn(app, async () => {
    await ipcServer.close();
    await app.close();
  });
};

/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. */
const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => (controller.signal.aborted ? process.exit(exitCodes.failed) : controller.abort()));
  }
  return controller.signal;
};

const start = async (config: Config): Promise<number> => {
  const log = openLog(config.LOG_LEVEL ?? 'info');
  const { runService } = await import('./serve.ts');
  await runService(config, log, (app) => sessionOn(app, async () => {}), screen.print, stopSignal());
  return exitCodes.done;
};

const doctor = async (config: Config): Promise<number> => {
  const busy = (await remoteSession(config.DATA_DIR)) !== null;
  const { examine } = await import('./doctor.ts');
  const findings = await examine(config, logOf(config), english, busy);
  for (const { good, line } of findings) screen.print(`${good ? '✓' : '✗'} ${line}`);
  return findings.every(({ good }) => good) ? exitCodes.done : exitCodes.failed;
};

/** What people keep is asked of a service on this machine. Without one, the list needs no database. */
const effectsSession = async ({ DATA_DIR }: Config): Promise<TerminalSession> =>
  (await remoteSession(DATA_DIR)) ?? offlineSession();

const terminal = (config: Config, line: readonly string[]): Promise<number> => {
  const photosNeeded = Object.fromEntries(effects.map(({ name, needs }) => [name, needs.photos]));
  const open = async (command: Declared) =>
    command.name === effectsCommand.name ? effectsSession(config) : openSession(config, command);
  return runTerminal(
    {
      commands: terminalCommands,
      version,
      photosNeeded,
      messages,
      english,
      screen,
      signal: stopSignal(),
      open,
      noteDown,
      pack: packClips,
      copy: async (entry, out) => (await import('./copy-clip.ts')).copyClip(config, entry, out),
    },
    line,
  );
};

const logOfTerminal = () => logOf(readConfig({ LOG_LEVEL: process.env['LOG_LEVEL'] }));

/** Logs an unexpected error. The log leaves out private data. */
const noteDown = (error: unknown): void => logOfTerminal().error({ error }, 'unforeseen');

const main = async (line: readonly string[]): Promise<number> => {
  try {
    readEnvironmentFile({ quiet: true });
    const help = extraHelp(messages, line);
    if (help !== null) {
      for (const one of help) screen.print(one);
      return exitCodes.done;
    }
    const config = readConfig(process.env);
    if (line[0] === 'start') return await start(config);
    if (line[0] === 'doctor') return await doctor(config);
    const parts = { config, log: logOf(config), messages, screen, signal: stopSignal };
    const good = await runExtra(parts, line);
    if (good !== null) return good ? exitCodes.done : exitCodes.failed;
    return await terminal(config, line);
  } catch (error) {
    const failure = asFailure(error);
    screen.complain(`photoplay: ${failureText(messages, failure)}`);
    if (failure.kind === 'internal') noteDown(failure);
    return isUsage(failure.kind) ? exitCodes.usage : exitCodes.failed;
  }
};

let interrupted = false;
process.once('SIGINT', () => {
  interrupted = true;
});
const code = await main(process.argv.slice(2));
// Shells stop a script if one of its commands was interrupted.
process.exitCode = interrupted ? exitCodes.interrupted : code;
// Do not wait for handles that keep the process open after its work is done.
setTimeout(() => process.exit(), 5_000).unref();
