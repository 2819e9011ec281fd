import type { BoundCommand, Command, Known, Request } from '../core/command.ts';
import { Failure } from '../core/failure.ts';
import { parseValues } from '../core/parse.ts';
import { type Actor, canAnswer, hasPrivateChat } from '../core/permission.ts';
import { blockedIn, everywhere } from '../store/blocked-people.ts';
import { aliasOf } from '../store/forgotten.ts';
import { faultOf } from './retry-later.ts';
import type { Services } from './services.ts';

/**
 * Throws `Failure` `not_admitted` when the operator restricts access and neither the person nor the community is on the
 * list.
 */
const requireAdmitted = (
  { allowed }: Pick<Services, 'allowed'>,
  { actor, target, community }: Request,
): void => {
  const places = { discord: allowed.servers, telegram: allowed.groups }[target.platform];
  if (places === undefined) return;
  const users = allowed.users.filter((user) => user.startsWith(`${target.platform}:`));
  const open = places.length === 0 && users.length === 0;
  const here = community !== null && places.includes(community);
  if (!open && !here && !users.includes(actor.id)) throw new Failure('not_admitted');
};

/**
 * Throws `Failure` `blocked` for someone blocked here or everywhere, also under the alias that replaced their ID when
 * they were forgotten.
 */
export const requireUnblocked = async (
  { store: { database } }: Pick<Services, 'store'>,
  { actor, community }: { readonly actor: Pick<Actor, 'id'>; readonly community: string | null },
): Promise<void> => {
  const blocked = await blockedIn(database, community === null ? [everywhere] : [everywhere, community]);
  if (blocked.length === 0) return;
  const alias = await aliasOf(database, actor.id);
  if (blocked.includes(actor.id) || (alias !== null && blocked.includes(alias))) throw new Failure('blocked');
};

/** Binds a command to what it needs. The raw values are checked before it runs. */
export const bind = <Needed>(command: Command<Needed>, services: Needed, known: Known): BoundCommand => ({
  ...command,
  run: async (request, raw) => {
    const { requester } = request;
    const may = hasPrivateChat(requester) || (command.personal === 'or-admins' && canAnswer(requester));
    if (command.personal !== undefined && !may) throw new Failure('people_only');
    return command.run(services, request, parseValues(command, raw, known));
  },
});

/** Binds a command that anyone who reaches it may run. Says which of our own resources is at fault if one is. */
export const bindUnrestricted = (
  services: Services,
  known: Known,
  command: Command<Services>,
): BoundCommand => {
  const bound = bind(command, services, known);
  return {
    ...bound,
    run: (...args) =>
      bound.run(...args).catch(async (error: unknown) => {
        const fault = await faultOf(services, error);
        throw fault === null ? error : new Failure('fault', { of: fault }, error);
      }),
  };
};

/** Binds a command that runs only for people who are admitted here and not blocked, unless it manages their own data. */
export const bindCommand = (services: Services, known: Known, command: Command<Services>): BoundCommand => {
  const bound = bindUnrestricted(services, known, command);
  const { ownData } = command;
  if (ownData === true) return bound;
  return {
    ...bound,
    run: async (request, raw) => {
      if (ownData?.(raw) !== true) {
        requireAdmitted(services, request);
        await requireUnblocked(services, request);
      }
      return bound.run(request, raw);
    },
  };
};
