/** The program log. Facts hold ids and counts, never prompts, names, addresses or secrets. */
export type Log = {
  debug(facts: object, event: string): void;
  info(facts: object, event: string): void;
  warn(facts: object, event: string): void;
  error(facts: object, event: string): void;
};
