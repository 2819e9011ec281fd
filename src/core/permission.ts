import type { Visibility } from './visibility.ts';

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

/** Whether the actor owns something. */
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

/** What an action applies to: a clip or the job it comes from. */
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

/** Whether everyone who could see something with this visibility in a community may also see the subject. */
export const reaches = (subject: Subject, visibility: Visibility, community: string | null): boolean => {
  if (subject.visibility === 'public' || visibility === 'private') return true;
  return visibility === 'community' && subject.visibility === 'community' && subject.community === community;
};

/** The single permission check, run on every surface when a button is pressed. Denies by default. */
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
