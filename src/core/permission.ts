import type { Visibility } from './visibility.ts';

/** Who is asking, as the surface has established it. `id` is empty for someone we know nothing about. */
export type Actor = {
  readonly id: string;
  readonly communities: readonly string[];
  readonly moderates: readonly string[];
  /** Communities whose rules it may change. */
  readonly manages?: readonly string[];
  readonly operator: boolean;
  /** Owners in whose name it may act besides, such as a group whose administrators write in its name. */
  readonly speaksFor?: readonly string[];
};

/** Whether something is an actor's own. */
export const owns = ({ id, speaksFor = [] }: Actor, owner: string): boolean =>
  id !== '' && (id === owner || speaksFor.includes(owner));

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
] as const;
export type Permission = (typeof permissions)[number];

/** What is acted on: a clip or the job it comes from. */
export type Subject = {
  readonly owner: string;
  readonly community: string | null;
  readonly visibility: Visibility;
};

const sees = (actor: Actor, subject: Subject): boolean =>
  subject.visibility === 'public' ||
  (subject.visibility === 'community' &&
    subject.community !== null &&
    actor.communities.includes(subject.community));

/** Whether everybody who would see something shown like this in a community may see the subject as well. */
export const reaches = (subject: Subject, visibility: Visibility, community: string | null): boolean => {
  if (subject.visibility === 'public' || visibility === 'private') return true;
  return visibility === 'community' && subject.visibility === 'community' && subject.community === community;
};

/** The one rule of who may do what, asked on every surface at the moment of the press. Denies by default. */
export const can = (actor: Actor, permission: Permission, subject: Subject): boolean => {
  const known = actor.id !== '';
  if (owns(actor, subject.owner)) return true;
  const visible = actor.operator || sees(actor, subject);
  const moderates =
    known &&
    visible &&
    subject.visibility !== 'private' &&
    subject.community !== null &&
    actor.moderates.includes(subject.community);
  switch (permission) {
    case 'view':
    case 'report':
      return visible;
    case 'remix':
    case 'rate':
      return visible && known;
    case 'delete':
    case 'cancel':
      return actor.operator || moderates;
    case 'reroll':
    case 'edit':
    case 'motion':
    case 'share':
      return false;
  }
};
