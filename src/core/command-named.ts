import { Failure } from './failure.ts';
import { nearest } from './parse.ts';

/** The command with this name. Throws `Failure` `unknown_command` with the nearest name. */
export const commandNamed = <Named extends { readonly name: string }>(
  { commands }: { readonly commands: readonly Named[] },
  name: string,
): Named => {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const known = commands.map((command) => command.name);
  throw new Failure('unknown_command', { value: name.slice(0, 40), nearest: nearest(name, known) });
};
