import type { Option } from '../../src/core/command.ts';
import type { Declared } from './session.ts';
import type { Speech } from './show.ts';

const shape = (option: Option): string => {
  switch (option.type) {
    case 'choice':
      return typeof option.choices === 'string' ? option.choices.replace(/s$/, '') : option.choices.join('|');
    case 'number':
      return `${option.minimum}-${option.maximum}`;
    default:
      return option.type;
  }
};

type Usage = Speech['terminal']['usage'];

const positional = (command: Declared, { photos }: Usage): string => {
  const types = Object.values(command.options).map((option) => option.type);
  if (types.includes('photos')) return ` ${photos}`;
  return 'id' in command.options ? ' <id>' : '';
};

/** What the program can do, a line a command. */
export const helpLines = (speech: Speech, commands: readonly Declared[]): string[] => [
  `photoplay ${speech.terminal.usage.command} ${speech.terminal.usage.options}`,
  '',
  ...commands
    .filter((command) => !('pressed' in command))
    .map((command) => `  ${command.name.padEnd(10)} ${speech.commands[command.name] ?? ''}`),
  `  ${'start'.padEnd(10)} ${speech.commands['start'] ?? ''}`,
  `  ${'doctor'.padEnd(10)} ${speech.commands['doctor'] ?? ''}`,
  '',
  speech.terminal.usage.more,
];

/** One command's options, derived from its declaration. */
export const commandHelp = (speech: Speech, command: Declared): string[] => {
  const { usage } = speech.terminal;
  const options = Object.entries(command.options).filter(
    ([name, option]) => option.type !== 'photos' && name !== 'id',
  );
  const rows: [string, string][] = options.map(([name, option]) => [
    option.type === 'flag' ? `--${name}` : `--${name} <${shape(option)}>`,
    speech.options[name] ?? '',
  ]);
  const own: [string, string][] = [
    ['--out <file.mp4>', speech.options['out'] ?? ''],
    ['--json', speech.options['json'] ?? ''],
  ];
  return [
    `photoplay ${command.name}${positional(command, usage)} ${usage.options}`,
    speech.commands[command.name] ?? '',
    '',
    ...[...rows, ...own].flatMap(([flag, words]) =>
      flag.length < 30 ? [`  ${flag.padEnd(30)} ${words}`] : [`  ${flag}`, `  ${''.padEnd(30)} ${words}`],
    ),
  ];
};
