import type { Action } from './action.ts';
import { Failure } from './failure.ts';
import type { CameraPath } from './order.ts';
import type { Actor, Permission } from './permission.ts';
import type { Reply } from './reply.ts';
import type { Requester } from './requester.ts';
import type { Target } from './target.ts';
import type { Visibility } from './visibility.ts';

/** Lists of names that only the running service knows. */
export const catalogues = ['effects', 'engines', 'models'] as const;
export type Catalogue = (typeof catalogues)[number];

/** Something given that a surface has put into a local file, and the name its owner gave it. */
export type FileSource = { readonly path: string; readonly name: string };
export type PhotoSource = FileSource;

/** What may be given beside the photos: a sound to be heard, a depth map of the photo. */
export type FileKind = 'sound' | 'depth' | 'logo';

/** One option of a command. The declaration is the only truth: every surface derives its form from it. */
export type Option =
  | { readonly type: 'photos'; readonly maximum: number; readonly required?: true }
  | { readonly type: 'file'; readonly kind: FileKind; readonly required?: true }
  | { readonly type: 'text'; readonly maximum: number; readonly required?: true }
  | {
      readonly type: 'choice';
      readonly choices: readonly string[] | Catalogue;
      readonly required?: true;
      /** What may be written instead of a choice: a camera's path in numbers. */
      readonly or?: 'camera-path';
      /** Only buttons say it: no form asks for it. */
      readonly pressed?: true;
      /** What it is where nothing is chosen, if that is always the same. */
      readonly usual?: string;
    }
  | {
      readonly type: 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly whole: boolean;
      readonly required?: true;
      readonly usual?: number;
    }
  | { readonly type: 'flag'; readonly required?: true; readonly usual?: boolean }
  | {
      readonly type: 'id';
      readonly required?: true;
      /** Only buttons say it. */
      readonly pressed?: true;
    };

export type Options = { readonly [name: string]: Option };

type ValueOf<O extends Option> = O extends { type: 'photos' }
  ? readonly PhotoSource[]
  : O extends { type: 'file' }
    ? FileSource
    : O extends { type: 'number' }
      ? number
      : O extends { type: 'flag' }
        ? boolean
        : O extends { type: 'choice'; choices: readonly (infer Choice)[]; or: 'camera-path' }
          ? Choice | CameraPath
          : O extends { type: 'choice'; choices: readonly (infer Choice)[] }
            ? Choice
            : string;

/** What a command's `run` receives, inferred from its options; what was not given is null. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends { required: true } ? ValueOf<O[Name]> : ValueOf<O[Name]> | null;
};

/** Who asks, from where, and how to answer. */
export type Request = {
  readonly actor: Actor;
  readonly community: string | null;
  readonly address: Target;
  readonly visibility: Visibility;
  /** The part of the community it is asked in, and what the actor is there, as the surface names them. */
  readonly channel?: string;
  /** What that part belongs to, where it is a thread. */
  readonly parent?: string;
  readonly roles?: readonly string[];
  /** Whether they run this service, and are held to no caps. */
  readonly uncapped?: boolean;
  readonly requester: Requester;
  /** Whether the surface can ask something first and take the answer; where it cannot, nothing is made that needs one. */
  readonly asks: boolean;
  /** Whether what is made must be covered: asked for, or because what it is made of was. */
  readonly spoiler: boolean;
  /** Whether only adults come there, as the surface knows. */
  readonly adult: boolean;
  /** Whether the photos given are somebody else's. */
  readonly foreignPhoto: boolean;
  /** The surface's own id of this request; asking twice with the same key is asking once. */
  readonly key: string | null;
  readonly locale: string;
};

/** What people can ask, written against the services it needs. */
export type Command<Services, O extends Options = Options> = {
  readonly name: string;
  /** It makes a clip: its answer is a card that others may see, and the clip follows. */
  readonly films?: true;
  /** Only for those who manage a community, and there alone. */
  readonly manages?: true;
  /** Only buttons say it. */
  readonly pressed?: true;
  /** It asks first, wherever it is typed. */
  readonly asks?: true;
  /** It changes what its button stands under, instead of answering with a message of its own. */
  readonly changes?: true;
  /** Its id is a job's or a pending order's, which has no clip. */
  readonly aboutJob?: true;
  /** What whoever asks must be allowed to do with the clip or job that its id names. */
  readonly needs?: Permission;
  readonly options: O;
  run(services: Services, request: Request, values: Values<O>): Promise<Reply>;
};

/** Declares a command with its argument types inferred from its options. */
export const command = <Services, const O extends Options>(
  declaration: Command<Services, O>,
): Command<Services, O> => declaration;

/** A command as surfaces see it: ready to run on a stranger's raw values. */
export type BoundCommand = Omit<Command<never, Options>, 'run'> & {
  run(request: Request, raw: Readonly<Record<string, unknown>>): Promise<Reply>;
};

/** What each command needs, by its name. */
export const needsOf = (
  commands: readonly { readonly name: string; readonly needs?: Permission }[],
): ReadonlyMap<string, Permission> =>
  new Map(commands.flatMap(({ name, needs }) => (needs === undefined ? [] : [[name, needs] as const])));

/** Throws Failure `unknown_command`. */
export const commandNamed = (
  { commands }: { readonly commands: readonly BoundCommand[] },
  name: string,
): BoundCommand => {
  const found = commands.find((command) => command.name === name);
  if (found === undefined) throw new Failure('unknown_command', { value: name });
  return found;
};

/** The names in each catalogue. */
export type Known = Readonly<Record<Catalogue, readonly string[]>>;

/** What may be chosen for an option; nothing where it is no choice. */
export const choicesOf = (option: Option | undefined, known: Known): readonly string[] => {
  if (option?.type !== 'choice') return [];
  return typeof option.choices === 'string' ? known[option.choices] : option.choices;
};

/** The name of the first option of a type. */
export const optionOfType = (options: Options, type: Option['type']): string | undefined =>
  Object.keys(options).find((name) => options[name]?.type === type);

/** An action's id and argument as the options of its command that they stand for. */
export const actionValues = (
  { options }: { readonly options: Options },
  { id, argument }: Action,
): Record<string, unknown> => {
  const [subject, choice] = [optionOfType(options, 'id'), optionOfType(options, 'choice')];
  return {
    ...(subject === undefined ? {} : { [subject]: id }),
    ...(argument === undefined || choice === undefined ? {} : { [choice]: argument }),
  };
};
