import { Failure } from './failure.ts';

export const visibilities = ['private', 'community', 'public'] as const;

/** What an order may ask for. A clip is published only when it is there, and its owner was asked. */
export const firstVisibilities = ['private', 'community'] as const;

/** Who may see a clip: its owner; the server or group it was made in; everyone, in the gallery. */
export type Visibility = (typeof visibilities)[number];
/** Who makes a request, as established by the surface. `id` is empty for an unknown person. */
export type Actor = {
  readonly id: string;
  readonly communities: readonly string[];
  readonly moderates: readonly string[];
  /** Communities whose rules the actor may change. */
  readonly manages?: readonly string[];
  readonly operator: boolean;
  /** Other owners the actor may act for, such as a group whose admins write in its name. */
  readonly speaksFor?: readonly string[];
};

/** The owners in whose name the actor acts, their own first. */
export const ownersFor = ({ id, speaksFor = [] }: Actor): readonly string[] => [id, ...speaksFor];

/** Whether the actor owns something. */
export const owns = (actor: Actor, owner: string): boolean =>
  actor.id !== '' && ownersFor(actor).includes(owner);

export const permissions = [
  'view',
  'remix',
  'rate',
  'report',
  'reroll',
  'edit',
  'motion',
  'share',
  'cancel',
  'delete',
  'hide',
] as const;
export type Permission = (typeof permissions)[number];

/** What an action applies to: a clip or the job it comes from. */
export type Subject = {
  readonly owner: string;
  readonly community: string | null;
  readonly visibility: Visibility;
  /** When moderators of its community hid it. They may still undo that. */
  readonly hiddenAt?: Date | null;
  /** Whether somebody who saw it reported it. */
  readonly reported?: boolean;
};

const sees = (actor: Actor, subject: Subject): boolean =>
  subject.visibility === 'public' ||
  (subject.visibility === 'community' &&
    subject.community !== null &&
    actor.communities.includes(subject.community));

/** Whether everyone who could see something with this visibility in a community may also see the subject. */
export const reaches = (subject: Subject, visibility: Visibility, community: string | null): boolean => {
  if (subject.visibility === 'public' || visibility === 'private') return true;
  return visibility === 'community' && subject.visibility === 'community' && subject.community === community;
};

const moderates = (actor: Actor, { community, hiddenAt = null, visibility }: Subject): boolean =>
  actor.id !== '' &&
  community !== null &&
  actor.moderates.includes(community) &&
  (visibility === 'public' || hiddenAt !== null || actor.communities.includes(community)) &&
  (visibility !== 'private' || hiddenAt !== null);

/**
 * The single permission check, run on every surface when a button is pressed. Denies by default. What is private stays
 * private for operators too: of a clip that was reported they may only know that it exists, and delete it.
 */
export const can = (actor: Actor, permission: Permission, subject: Subject): boolean => {
  if (owns(actor, subject.owner)) return permission !== 'hide' || moderates(actor, subject);
  const known = actor.id !== '';
  const seen = sees(actor, subject);
  const hidden = subject.visibility === 'private';
  switch (permission) {
    case 'view':
      return seen || (actor.operator && !hidden);
    case 'report':
      return seen;
    case 'remix':
    case 'rate':
      return seen && known;
    case 'cancel':
      return actor.operator || (!hidden && moderates(actor, subject));
    case 'delete':
      return (
        (actor.operator && (!hidden || subject.reported === true)) || (!hidden && moderates(actor, subject))
      );
    case 'hide':
      return moderates(actor, subject);
    case 'reroll':
    case 'edit':
    case 'motion':
    case 'share':
      return false;
  }
};

/** The permission each command needs, by command name. */
export const needsOf = (
  commands: readonly { readonly name: string; readonly needs?: Permission }[],
): ReadonlyMap<string, Permission> =>
  new Map(commands.flatMap(({ name, needs }) => (needs === undefined ? [] : [[name, needs] as const])));

/** Kinds of requesters on a platform. A message in the name of a group or channel comes from no particular person. */
const requesters = {
  person: { alone: true, answers: true },
  /** An admin who writes in the name of the group. */
  'anonymous-admin': { alone: false, answers: true },
  channel: { alone: false, answers: false },
  bot: { alone: false, answers: false },
} as const satisfies Record<string, { readonly alone: boolean; readonly answers: boolean }>;

export type Requester = keyof typeof requesters;

export const requesterKinds = Object.keys(requesters) as readonly Requester[] as readonly [
  Requester,
  ...Requester[],
];

/** Whether they can be sent messages that nobody else reads. */
export const hasPrivateChat = (requester: Requester): boolean => requesters[requester].alone;

/** Whether someone is there who can answer a question with a button. */
export const canAnswer = (requester: Requester): boolean => requesters[requester].answers;

/** Throws `Failure` `no_private_place` if a result would be private but could only be shown where others read. */
export const requirePrivateChat = (requester: Requester, visibility: Visibility): void => {
  if (visibility === 'private' && !hasPrivateChat(requester)) throw new Failure('no_private_place');
};
