import type { Option } from '../../src/core/command.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutCommand, aboutOption } from '../../src/text/names.ts';
import type { Declared } from './terminal-session.ts';

const named = (list: string): string[] =>
  list === 'comparable' ? ['effect', 'model', 'takes'] : [list.replace(/s$/, '')];

const shape = (option: Option): string => {
  switch (option.type) {
    case 'choice':
      return [
        ...(typeof option.choices === 'string' ? named(option.choices) : option.choices),
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

/** The commands that need no session, and what follows their name. */
const extraUsage = {
  start: '',
  doctor: '',
  inspect: ' <photo> [--overlay <file.jpg>] [--json]',
  restore: ' <folder>',
  storage: ' move s3|disk',
  verify: ' <file> [--root <file.pem>] [--json]',
} as const;

const extraNames = Object.keys(extraUsage) as (keyof typeof extraUsage)[];

/** How to write a command that needs no session, if the line asks for it. */
export const extraHelp = ({ format }: Messages, [word, ...rest]: readonly string[]): string[] | null => {
  const name = extraNames.find((one) => one === word);
  if (name === undefined || !rest.some((one) => one === '--help' || one === '-h')) return null;
  return [`photoplay ${name}${extraUsage[name]}`, format(`commands.${name}`)];
};

/** The help text: one line per command. */
export const helpLines = (messages: Messages, commands: readonly Declared[]): string[] => [
  `photoplay ${messages.format('terminal.usage.command')} ${messages.format('terminal.usage.options')}`,
  '',
  ...commands
    .filter((command) => !('pressed' in command))
    .map((command) => `  ${command.name.padEnd(10)} ${aboutCommand(messages, command.name)}`),
  ...extraNames.map((name) => `  ${name.padEnd(10)} ${messages.format(`commands.${name}`)}`),
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
  const savesFiles = command.renders || ['save', 'export', 'preset'].includes(command.name);
  const own: [string, string][] = [
    ...(savesFiles ? [['--out <file>', aboutOption(messages, 'out')] as [string, string]] : []),
    ['--json', aboutOption(messages, 'json')],
    ...(command.renders || command.confirms
      ? [['--yes', aboutOption(messages, 'yes')] as [string, string]]
      : []),
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
