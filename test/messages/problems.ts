import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsIn, parseMessage, typesIn } from './arguments.ts';
import { languagesIn, type Source } from './folder.ts';
import { namedBy, surfaces } from './values.ts';

/** Something in a message file that keeps a message from being used as it stands. */
export type Problem = { readonly file: string; readonly key: string; readonly problem: string };

type Messages = ReadonlyMap<string, Source>;

const readFile = (file: string, name: string): { sources: Source[]; problems: Problem[] } => {
  const text = readFileSync(file, 'utf8');
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    const odd = entries.filter(([, message]) => typeof message !== 'string');
    return {
      sources: entries.flatMap(([key, message]) =>
        typeof message === 'string' ? [{ file, key: `${name}.${key}`, text: message }] : [],
      ),
      problems: odd.map(([key]) => ({ file, key: `${name}.${key}`, problem: 'is not text' })),
    };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { sources: [], problems: [{ file, key: name, problem }] };
  }
};

const readAll = (folder: string, language: string): { messages: Messages; problems: Problem[] } => {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith('.json'));
  const read = files.map((file) => readFile(join(folder, language, file), file.slice(0, -'.json'.length)));
  return {
    messages: new Map(read.flatMap(({ sources }) => sources.map((source) => [source.key, source] as const))),
    problems: read.flatMap(({ problems }) => problems),
  };
};

const wordsFor: Readonly<Record<string, string>> = {
  MISSING_OTHER_CLAUSE: 'a plural or choice lacks its branch "other"',
  EXPECT_ARGUMENT_CLOSING_BRACE: 'a closing brace is missing',
  UNCLOSED_QUOTE_IN_ARGUMENT_STYLE: 'a quote is not closed',
};

const syntaxProblem = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { location } = error as { location?: { start: { offset: number } } };
  const at = location === undefined ? '' : ` at character ${location.start.offset + 1}`;
  return `${wordsFor[error.message] ?? error.message.toLowerCase().replaceAll('_', ' ')}${at}`;
};

/** The plural branches a language needs for whole numbers people meet. */
const branchesOf = (language: string, type: 'cardinal' | 'ordinal'): string[] => {
  const rules = new Intl.PluralRules(language, { type });
  return [...new Set(Array.from({ length: 1_001 }, (_, count) => rules.select(count)))];
};

const pluralProblems = (language: string, text: string): string[] =>
  argumentsIn(parseMessage(text)).flatMap(([name, { plural, branches }]) =>
    plural === null
      ? []
      : branchesOf(language, plural)
          .filter((branch) => !branches.includes(branch))
          .map((branch) => `the plural of {${name}} lacks its branch "${branch}"`),
  );

const argumentProblems = (text: string, known: ReadonlyMap<string, string> | null): string[] => {
  if (known === null) return [];
  return [...typesIn(text)].flatMap(([name, type]) => {
    const wanted = known.get(name);
    const at = text.indexOf(`{${name}`) + 1;
    if (wanted === undefined)
      return [`there is no {${name}} (at character ${at}); English names ${list(known)}`];
    return type !== wanted && type !== 'string' ? [`{${name}} is a ${wanted}, not a ${type}`] : [];
  });
};

const list = (known: ReadonlyMap<string, string>): string =>
  known.size === 0 ? 'nothing' : [...known.keys()].map((name) => `{${name}}`).join(', ');

const problemsOf = (
  language: string,
  { file, key, text }: Source,
  known: ReadonlyMap<string, string> | null,
): Problem[] => {
  const [, surface] = key.split('@');
  const nowhere =
    surface === undefined || (surfaces as readonly string[]).includes(surface)
      ? []
      : [`there is no surface "${surface}"`];
  try {
    return [...nowhere, ...pluralProblems(language, text), ...argumentProblems(text, known)].map(
      (problem) => ({
        ...{ file, key, problem },
      }),
    );
  } catch (error) {
    return [{ file, key, problem: syntaxProblem(error) }];
  }
};

/** Everything wrong in a folder of messages, language by language. */
export const problemsIn = (folder: string): Problem[] => {
  const { messages: english } = readAll(folder, 'en');
  const sound = new Map([...english].filter(([, source]) => problemsOf('en', source, null).length === 0));
  const wanted = (key: string): ReadonlyMap<string, string> | null =>
    sound.has(key.split('@')[0] ?? '') ? namedBy(sound, key) : null;
  return languagesIn(folder).flatMap((language) => {
    const { messages, problems } = readAll(folder, language);
    const found = [...messages.values()].flatMap((source) =>
      problemsOf(language, source, wanted(source.key)),
    );
    return [...problems, ...found];
  });
};
