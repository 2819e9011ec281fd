import { describe, expect, it } from 'vitest';
import {
  type Actor,
  can,
  type Permission,
  permissions,
  type Subject,
  type Visibility,
  visibilities,
} from '../../src/core/permission.ts';

const nobody: Actor = { id: '', communities: [], moderates: [], operator: false };
const actors = {
  owner: { ...nobody, id: 'owner' },
  member: { ...nobody, id: 'member', communities: ['home'] },
  moderator: { ...nobody, id: 'moderator', communities: ['home'], moderates: ['home'] },
  elsewhere: { ...nobody, id: 'elsewhere', communities: ['other'], moderates: ['other'] },
  operator: { ...nobody, id: 'operator', operator: true },
  anonymous: nobody,
} as const;
type Who = keyof typeof actors;

const owners = permissions.filter((permission) => permission !== 'hide');
const look: readonly Permission[] = ['view', 'report'];
const lookAndRemix: readonly Permission[] = ['view', 'report', 'remix', 'rate'];
const tidy: readonly Permission[] = [...lookAndRemix, 'delete', 'cancel', 'hide'];
const nothing: readonly Permission[] = [];

/** The whole rule: what each may do to a clip made in `home`. Everything not listed is refused. */
const allowed: Record<Visibility, Record<Who, readonly Permission[]>> = {
  private: {
    owner: owners,
    member: nothing,
    moderator: nothing,
    elsewhere: nothing,
    operator: ['cancel'],
    anonymous: nothing,
  },
  community: {
    owner: owners,
    member: lookAndRemix,
    moderator: tidy,
    elsewhere: nothing,
    operator: ['view', 'delete', 'cancel'],
    anonymous: nothing,
  },
  public: {
    owner: owners,
    member: lookAndRemix,
    moderator: tidy,
    elsewhere: lookAndRemix,
    operator: [...lookAndRemix, 'delete', 'cancel'],
    anonymous: look,
  },
};

const cells = visibilities.flatMap((visibility) =>
  (Object.keys(actors) as Who[]).flatMap((who) =>
    permissions.map((permission) => ({
      visibility,
      who,
      permission,
      may: allowed[visibility][who].includes(permission),
    })),
  ),
);

describe('who may do what', () => {
  it.each(cells)('$who and $deed on a $visibility clip: $may', ({ visibility, who, permission, may }) => {
    expect(can(actors[who], permission, { owner: 'owner', community: 'home', visibility })).toBe(may);
  });

  it('covers every visibility, actor and deed', () => {
    expect(cells).toHaveLength(3 * 6 * 11);
  });

  it('lets an operator remove a private clip that was reported, without seeing it', () => {
    const subject: Subject = { owner: 'owner', community: 'home', visibility: 'private', reported: true };
    const may = permissions.filter((permission) => can(actors.operator, permission, subject));
    expect(may).toEqual(['cancel', 'delete']);
  });

  it('lets moderators undo what they hid, and nothing else with it', () => {
    const subject: Subject = { owner: 'o', community: 'home', visibility: 'private', hiddenAt: new Date() };
    const may = (who: Who) => permissions.filter((permission) => can(actors[who], permission, subject));
    expect(may('moderator')).toEqual(['hide']);
    for (const who of ['member', 'elsewhere', 'anonymous'] as const) expect(may(who)).toEqual([]);
  });

  it('gives a clip made outside any community no community to be seen by', () => {
    const subject: Subject = { owner: 'owner', community: null, visibility: 'community' };
    for (const who of ['member', 'moderator', 'elsewhere', 'anonymous'] as const)
      expect(can(actors[who], 'view', subject)).toBe(false);
  });

  it('never takes an unknown actor for the owner of an ownerless clip', () => {
    expect(can(nobody, 'delete', { owner: '', community: null, visibility: 'private' })).toBe(false);
  });
});
