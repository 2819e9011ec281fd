import type { Option } from '../../src/core/command.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutCommand, aboutOption } from '../../src/text/names.ts';
import type { Declared } from './terminal-session.ts';

const shape = (option: Option): string => {
  switch (option.type) {
    case 'choice':
      return [
        ...(typeof option.choices === 'string' ? [option.choices.replace(/s$/, '')] : option.choices),
        ...(option.or === undefined ? [] : ['x=…,y=…,zoom=…,roll=…']),
      ].join('|');
    case 'number':
      return `${option.minimum}-${option.maximum}`;
    default:
      return option.type;
  }
};

const positional = (command: Declared, { format }: Messages): string => {
  const types = Object.values(command.options).map((option) => option.type);
  if (types.includes('photos')) return ` ${format('terminal.usage.photos')}`;
  const { id } = command.options;
  return id === undefined || 'pressed' in id ? '' : ' <id>';
};

/** The help text: one line per command. */
export const helpLines = (messages: Messages, commands: readonly Declared[]): string[] => [
  `photoplay ${messages.format('terminal.usage.command')} ${messages.format('terminal.usage.options')}`,
  '',
  ...commands
    .filter((command) => !('pressed' in command))
    .map((command) => `  ${command.name.padEnd(10)} ${aboutCommand(messages, command.name)}`),
  `  ${'start'.padEnd(10)} ${messages.format('commands.start')}`,
  `  ${'doctor'.padEnd(10)} ${messages.format('commands.doctor')}`,
  `  ${'inspect'.padEnd(10)} ${messages.format('commands.inspect')}`,
  `  ${'restore'.padEnd(10)} ${messages.format('commands.restore')}`,
  `  ${'storage'.padEnd(10)} ${messages.format('commands.storage')}`,
  `  ${'verify'.padEnd(10)} ${messages.format('commands.verify')}`,
  '',
  messages.format('terminal.usage.more'),
];

/** One command's options, derived from its declaration. */
export const commandHelp = (messages: Messages, command: Declared): string[] => {
  const options = Object.entries(command.options).filter(
    ([name, option]) => option.type !== 'photos' && name !== 'id' && !('pressed' in option),
  );
  const rows: [string, string][] = options.map(([name, option]) => [
    option.type === 'flag' ? `--${name}` : `--${name} <${shape(option)}>`,
    aboutOption(messages, name),
  ]);
  const own: [string, string][] = [
    ['--out <file.mp4>', aboutOption(messages, 'out')],
    ['--json', aboutOption(messages, 'json')],
    ...(command.renders || command.asks ? [['--yes', aboutOption(messages, 'yes')] as [string, string]] : []),
  ];
  return [
    `photoplay ${command.name}${positional(command, messages)} ${messages.format('terminal.usage.options')}`,
    aboutCommand(messages, command.name),
    '',
    ...[...rows, ...own].flatMap(([flag, words]) =>
      flag.length < 30 ? [`  ${flag.padEnd(30)} ${words}`] : [`  ${flag}`, `  ${''.padEnd(30)} ${words}`],
    ),
  ];
};
