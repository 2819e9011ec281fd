import type { FailureRecord } from './failure.ts';
import type { CameraPath } from './order.ts';
import type { Actor, Permission, Requester, Visibility } from './permission.ts';
import type { Reply } from './reply.ts';
import type { Target } from './target.ts';

/** Lists of names that are only known at runtime. */
export const catalogues = ['effects', 'engines', 'models'] as const;
export type CatalogueName = (typeof catalogues)[number];
/** Choices that are only known at runtime: a catalogue, or everything that a clip can be compared with. */
export type NamedChoices = CatalogueName | 'comparable';

/** The names in each catalogue. */
export type Known = Readonly<Record<CatalogueName, readonly string[]>>;

/** An input file that a surface has saved locally, and the name its owner gave it. A video's sound is used `from` a second. */
export type FileSource = {
  readonly path: string;
  readonly name: string;
  readonly from?: number;
  /** Why there is no file, for one of several photos. */
  readonly refused?: FailureRecord;
};

/** Inputs besides the photos: a photo to end with, photos that show how something looks, a sound, a depth map of the photo, a mask of what moves, a logo. */
export type InputKind = 'last' | 'reference' | 'sound' | 'depth' | 'mask' | 'logo';
/** What a file option takes: an input, or a preset to import. */
export type FileKind = InputKind | 'preset';

/** What any option may declare. */
type OptionNotes = {
  /** Its sign in the short menu under a photo. Options without one aren't in that menu. */
  readonly sign?: string;
  /** The platforms where it means something, or all chats; missing if it does everywhere. */
  readonly on?: readonly string[] | 'chats';
};

/** One option of a command. The declaration is the single source of truth: every surface derives its form from it. */
export type Option = OptionNotes & OptionType;

type OptionType =
  | { readonly type: 'photos'; readonly maximum: number; readonly required?: true }
  | {
      readonly type: 'file';
      readonly kind: FileKind;
      readonly required?: true;
      /** Accepts up to this many files. */
      readonly several?: number;
    }
  | {
      readonly type: 'text';
      readonly maximum: number;
      readonly required?: true;
      /** A path on the machine of the terminal. */
      readonly path?: true;
      /** It names something of theirs, for which surfaces may suggest names. */
      readonly suggests?: 'presets';
      /** What it mentions, where surfaces have a picker for it. */
      readonly mentions?: 'channel' | 'role';
    }
  | {
      readonly type: 'choice';
      readonly choices: readonly string[] | NamedChoices;
      readonly required?: true;
      /** Syntax accepted instead of a choice: a camera path in numbers. */
      readonly or?: 'camera-path';
      /** Set by buttons only; no form shows it. */
      readonly pressed?: true;
      /** The default, if it is always the same. */
      readonly default?: string;
      /** Accepts up to this many choices, separated by commas. Menus offer the choices and these sets of them. */
      readonly several?: { readonly maximum: number; readonly sets: readonly string[] };
    }
  | {
      readonly type: 'number';
      readonly minimum: number;
      readonly maximum: number;
      readonly whole: boolean;
      readonly required?: true;
      readonly default?: number;
    }
  | { readonly type: 'flag'; readonly required?: true; readonly default?: boolean }
  | {
      readonly type: 'id';
      readonly required?: true;
      /** Set by buttons only. */
      readonly pressed?: true;
    };

export type Options = { readonly [name: string]: Option };

type ValueOf<O extends Option> = O extends { type: 'photos' }
  ? readonly FileSource[]
  : O extends { type: 'file' }
    ? O extends { several: number }
      ? readonly FileSource[]
      : FileSource
    : O extends { type: 'number' }
      ? number
      : O extends { type: 'flag' }
        ? boolean
        : O extends { type: 'choice'; choices: infer Choices; several: object }
          ? readonly (Choices extends readonly (infer Choice)[] ? Choice : string)[]
          : O extends { type: 'choice'; choices: readonly (infer Choice)[]; or: 'camera-path' }
            ? Choice | CameraPath
            : O extends { type: 'choice'; choices: readonly (infer Choice)[] }
              ? Choice
              : string;

/** The values a command's `run` receives, inferred from its options. Values that weren't given are null. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends { required: true } ? ValueOf<O[Name]> : ValueOf<O[Name]> | null;
};

/** Who makes a request, from where, and how to reply. */
export type Request = {
  readonly actor: Actor;
  readonly community: string | null;
  /** What the community is called, where the surface knows it. */
  readonly communityName?: string;
  /** False where nobody moderates the community, as in a group DM. */
  readonly moderated?: boolean;
  readonly target: Target;
  readonly visibility: Visibility;
  /** The channel within the community, and the actor's roles there, as the surface names them. */
  readonly channel?: string;
  /** The parent channel, if the channel is a thread. */
  readonly parent?: string;
  readonly roles?: readonly string[];
  /** Whether the actor operates this service and is exempt from caps. */
  readonly uncapped?: boolean;
  readonly requester: Requester;
  /**
   * Whether the surface can ask a question and receive the answer. If not, requests that need an answer are refused.
   */
  readonly canAsk: boolean;
  /** Whether it isn't asked about photos that only make a poor clip. */
  readonly skipsPhotoAdvice?: true;
  /** Whether the result needs a spoiler: requested, or because its source had one. */
  readonly spoiler: boolean;
  /**
   * Whether the channel is age-restricted. Null where the surface can't know: nothing limited to such channels is allowed,
   * and what is made there is treated like theirs.
   */
  readonly adult: boolean | null;
  /** Whether the photos belong to someone else. */
  readonly foreignPhoto: boolean;
  /** The surface's own id of this request. Requests with the same key count as one. */
  readonly key: string | null;
  readonly locale: string;
};

/** A command that people can run, written against the services it needs. */
export type Command<Services, O extends Options = Options> = {
  readonly name: string;
  /** It renders a clip: the reply is a card that others may see, and the clip follows. */
  readonly renders?: true;
  /** Only for admins of a community, and only there. */
  readonly manages?: true;
  /** Only for moderators of a community, and only there. */
  readonly moderates?: true;
  /** Run by buttons only. */
  readonly pressed?: true;
  /** What it allows depends on whether the person manages or moderates the community. */
  readonly byRole?: true;
  /** Only for a person, not in the name of a group or channel. `or-admins`: also for an admin in that name who confirms it. */
  readonly personal?: true | 'or-admins';
  /** It manages people's own data, or does so with these values. Nobody is kept from that, blocked or not. */
  readonly ownData?: true | ((raw: Readonly<Record<string, unknown>>) => boolean);
  /** Its options are also offered as buttons under its reply, where a platform has such forms. */
  readonly form?: true;
  /** Asks for confirmation first, wherever it is typed. */
  readonly confirms?: true;
  /** Updates the message that holds its button instead of replying with a new one. */
  readonly changes?: true;
  /** Pressed without an argument, it replies with a new message, even if it `changes` others. */
  readonly opens?: true;
  /** Its id names a job or a pending order. */
  readonly aboutJob?: true;
  /** The permission that the actor needs on the clip or job named by its id. */
  readonly needs?: Permission;
  readonly options: O;
  run(services: Services, request: Request, values: Values<O>): Promise<Reply>;
};

/** Declares a command with its argument types inferred from its options. */
export const command = <Services, const O extends Options>(
  declaration: Command<Services, O>,
): Command<Services, O> => declaration;

/** A command as surfaces see it, made by `bindCommand`: ready to run on untrusted raw values. */
export type BoundCommand = Omit<Command<never, Options>, 'run'> & {
  run(request: Request, raw: Readonly<Record<string, unknown>>): Promise<Reply>;
};
