import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { asFailure, Failure, isUsage } from '../../src/core/failure.ts';
import { fileOf } from '../../src/core/formats.ts';
import { newId } from '../../src/core/id.ts';
import { commandNamed, parseValues } from '../../src/core/parse.ts';
import { printable } from '../../src/core/printable.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import { failureText } from '../../src/text/failure-text.ts';
import type { Messages } from '../../src/text/messages.ts';
import { answerQuestion } from './answer-question.ts';
import { type Flags, rawValues, readFlags, takesPhotos } from './flags.ts';
import { makeAll, type Result, type Task } from './make-clip.ts';
import { replyLines } from './print-clip.ts';
import { endLine, replyJson, resultJson, resultLines, tableLines } from './report.ts';
import { type Pack, saveArchive } from './save-archive.ts';
import type { Screen } from './screen.ts';
import { chooseTargets, findPhotos } from './targets.ts';
import { terminalTarget } from './terminal-platform.ts';
import { type Declared, type Raw, steadySession, type TerminalSession } from './terminal-session.ts';
import { commandHelp, helpLines } from './usage.ts';

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export type TerminalParts = {
  readonly commands: readonly Declared[];
  /** How many photos each available effect needs. */
  readonly photosNeeded: Readonly<Record<string, number>>;
  readonly messages: Messages;
  /** English messages, for JSON output. */
  readonly english: Messages;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Logs an unexpected error for debugging. */
  noteDown(error: unknown): void;
  readonly version: string;
  readonly pack: Pack;
  /** Writes a clip to a file, in the format that was asked for. */
  copy(clip: ClipFile, out: string): Promise<void>;
  /** Opens a session once the command line is parsed, and again when the process behind it has exited. */
  open(command: Declared): Promise<TerminalSession>;
};

const defaultEffect = 'parallax';

/** The effect that a preset, the clip given by `--like` or a personal default decides. */
const decidedEffect = async (session: TerminalSession, { values }: Flags): Promise<string> => {
  const ask = (name: string, raw: Raw) => session.run(name, raw, terminalTarget(null), newId());
  const { like, preset } = values;
  if (preset !== undefined) {
    const { text } = await ask('preset', { name: preset });
    const effect = text.key === 'preset' ? text.values.preset.values['effect'] : undefined;
    if (effect !== undefined) return String(effect);
  }
  const { text } = await (like === undefined ? ask('defaults', {}) : ask('recipe', { id: like }));
  if (text.key === 'defaults') return text.values.set.effect ?? defaultEffect;
  if (text.key === 'recipe') return text.values.clip.recipe.order.effect;
  throw new Failure('internal');
};

const animateTasks = async (parts: TerminalParts, flags: Flags, effect: string): Promise<Task[]> => {
  const photos = await findPhotos(flags.positionals);
  if (photos.length === 0) throw new Failure('missing_option', { option: 'photo' });
  const group = parts.photosNeeded[effect] ?? 1;
  const sets: string[][] = [];
  for (let index = 0; index < photos.length; index += group) sets.push(photos.slice(index, index + group));
  const targets = await chooseTargets(
    sets.map(([first = '']) => first),
    effect,
    flags.out,
  );
  return sets.map((set, index) => ({
    label: set[0] ?? '',
    raw: { ...flags.values, photos: set.map((path) => ({ path, name: path })) },
    out: targets[index] ?? '',
  }));
};

const againTasks = async (command: Declared, flags: Flags, raw: Raw): Promise<Task[]> => {
  const label = String(raw['id']);
  const [out = ''] = await chooseTargets([`${command.name}.jpg`], label, flags.out);
  return [{ label, raw, out }];
};

const report = (parts: TerminalParts, flags: Flags, results: readonly Result[]): ExitCode => {
  const { screen, messages } = parts;
  for (const result of results) {
    if (flags.json) screen.print(JSON.stringify(resultJson(parts.english, result)));
    else for (const line of resultLines(messages, result)) screen.print(line);
    if (result.failure === null) continue;
    const subject = results.length > 1 ? `${result.task.label}: ` : '';
    screen.complain(`photoplay: ${subject}${endLine(messages, result.failure, result.credits)}`);
  }
  if (results.length > 1 && !flags.json) for (const line of tableLines(messages, results)) screen.print(line);
  return results.every((result) => result.failure === null) ? exitCodes.done : exitCodes.failed;
};

const runOther = async (
  parts: TerminalParts,
  command: Declared,
  flags: Flags,
  raw: Raw,
  session: TerminalSession,
): Promise<void> => {
  const first = await session.run(command.name, raw, terminalTarget(null), newId());
  if (first.text.key === 'export') {
    const path = await saveArchive(session, parts.pack, flags.out, Object.values(raw).map(String));
    return parts.screen.print(parts.messages.format('terminal.exported', { path: printable(path) }));
  }
  if (first.file !== null) {
    const path = resolve(flags.out ?? first.file.name);
    await writeFile(path, first.file.content, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
      throw new Failure('output_unwritable', { path }, error);
    });
    return parts.screen.print(parts.messages.format('terminal.saved', { path: printable(path) }));
  }
  const answering = { ...parts, yes: flags.yes, quiet: flags.json };
  const [saved] = first.text.key === 'saved' ? first.clips : [];
  if (saved !== undefined) {
    const { effect, seed } = saved.clip.recipe.order;
    const path = resolve(flags.out ?? `photoplay-${effect}-${seed}.${fileOf(saved).ending}`);
    await parts.copy(saved, path);
    return parts.screen.print(parts.messages.format('terminal.saved', { path: printable(path) }));
  }
  const reply = command.confirms ? await answerQuestion(session, first, null, answering) : first;
  const { messages } = parts;
  const lines = flags.json ? [JSON.stringify(replyJson(parts.english, reply))] : replyLines(messages, reply);
  for (const line of lines) parts.screen.print(line);
};

const runWords = async (parts: TerminalParts, words: readonly string[]): Promise<ExitCode> => {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    for (const line of helpLines(parts.messages, parts.commands)) parts.screen.print(line);
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  if (name === '--version' || name === '-v') {
    parts.screen.print(parts.version);
    return exitCodes.done;
  }
  const command = commandNamed(parts, name);
  const flags = readFlags(command, rest);
  if (flags.help) {
    for (const line of commandHelp(parts.messages, command)) parts.screen.print(line);
    return exitCodes.done;
  }
  // Usage errors are reported first, before a database is opened or a folder created.
  const raw = rawValues(command, flags);
  parseValues(command, raw, { effects: Object.keys(parts.photosNeeded) });
  const effect = flags.values['effect'];
  const early = takesPhotos(command)
    ? await animateTasks(parts, flags, String(effect ?? defaultEffect))
    : null;
  const session = await steadySession(() => parts.open(command));
  try {
    if (command.renders !== true) {
      await runOther(parts, command, flags, raw, session);
      return exitCodes.done;
    }
    const decided = async (): Promise<Task[]> =>
      effect === undefined ? animateTasks(parts, flags, await decidedEffect(session, flags)) : (early ?? []);
    const tasks = early === null ? await againTasks(command, flags, raw) : await decided();
    const answers = { ...parts, yes: flags.yes, quiet: flags.json };
    const results = await makeAll(session, command.name, tasks, answers);
    return report(parts, flags, results);
  } finally {
    await session.close();
  }
};

/** Runs one command line; an error is one line on stderr. Returns the exit code: 0 done, 1 failed, 2 usage error. */
export const runTerminal = async (parts: TerminalParts, words: readonly string[]): Promise<ExitCode> => {
  try {
    return await runWords(parts, words);
  } catch (error) {
    const failure = asFailure(error);
    parts.screen.complain(`photoplay: ${failureText(parts.messages, failure)}`);
    if (failure.kind === 'internal') parts.noteDown(error);
    return isUsage(failure.kind) ? exitCodes.usage : exitCodes.failed;
  }
};
