import { createServer } from 'node:http';
import { listen } from '../listen.ts';
import { answerCdn } from './cdn.ts';
import { contract } from './contract.ts';
import type { Fault } from './faults.ts';
import { openGateway } from './gateway.ts';
import { type Deliver, openPerson } from './person.ts';
import { answerRest } from './rest.ts';
import { openState, publicKeyOf } from './state.ts';
import { addressComplaints, bring } from './webhook.ts';
import type { Channel, Guild, Permission, User } from './world.ts';

const allPermissions: readonly Permission[] = ['view', 'send', 'attach', 'history'];

/**
 * A strict local Discord: REST, gateway and CDN under one address, on a clock that can be put forward. Requests are
 * also checked against Discord's description of its API.
 */
export const startDiscord = async () => {
  const state = openState();
  const check = contract();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (/^\/(attachments|avatars|stickers)\//.test(path))
      return answerCdn(state, new URL(path, 'http://peer').pathname, response);
    answerRest(state, check, request, response).catch((error: unknown) => {
      state.complaints.push(`the peer broke: ${error}`);
      response.destroy();
    });
  });
  const gateway = openGateway(state, server);
  const { url, close } = await listen(server);
  state.cdn = url;

  let address: string | null = null;
  // One or the other: with an address for interactions none comes through the gateway.
  const deliver: Deliver = async (interaction, data) =>
    address === null
      ? gateway.dispatch('INTERACTION_CREATE', data, interaction.channel.guild?.id ?? null)
      : bring(state, address, interaction, data);

  const addChannel = (
    guild: Guild | null,
    recipient: User | null,
    more: { nsfw?: boolean; granted?: readonly Permission[] },
  ): Channel => {
    const granted = new Set(more.granted ?? allPermissions);
    const channel = { id: state.id(), guild, recipient, nsfw: more.nsfw ?? false, granted, deleted: false };
    state.channels.set(channel.id, channel);
    return channel;
  };

  return {
    state,
    gateway,
    api: `${url}/api`,
    cdnHost: new URL(url).host,
    token: state.token,
    publicKey: publicKeyOf(state),
    /** Sets the application's Interactions Endpoint URL, which is tried first. Throws what is wrong with it. */
    interactionsAt: async (url: string | null): Promise<void> => {
      const complaints = url === null ? [] : await addressComplaints(state, url);
      if (complaints.length > 0) throw new Error(complaints.join('; '));
      address = url;
    },
    /** Lets no file in until what it gives is called; what happens meanwhile happens before. */
    holdUploads: (): (() => void) => {
      let release = (): void => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      const fault: Fault = {
        matches: (_method, _path, files) => files,
        happens: 'before',
        answer: { kind: 'held', until },
        times: Number.POSITIVE_INFINITY,
      };
      state.faults.push(fault);
      return () => {
        fault.times = 0;
        release();
      };
    },
    person: (name: string, locale = 'en-US') => {
      const user: User = { id: state.id(), name, locale, directMessages: true };
      state.users.set(user.id, user);
      return openPerson(state, deliver, user);
    },
    guild: (name: string, more: Partial<Pick<Guild, 'tier' | 'botIn'>> = {}): Guild => {
      const guild: Guild = { id: state.id(), name, tier: 0, botIn: true, ...more };
      state.guilds.set(guild.id, guild);
      return guild;
    },
    channel: (guild: Guild, more: { nsfw?: boolean; granted?: readonly Permission[] } = {}): Channel =>
      addChannel(guild, null, more),
    thread: (parent: Channel): Channel => {
      const thread = { ...addChannel(parent.guild, null, {}), parent };
      state.channels.set(thread.id, thread);
      return thread;
    },
    forum: (guild: Guild): Channel => {
      const forum = { ...addChannel(guild, null, {}), forum: true } as const;
      state.channels.set(forum.id, forum);
      return forum;
    },
    directChannel: (user: User): Channel =>
      [...state.channels.values()].find(({ recipient }) => recipient === user) ?? addChannel(null, user, {}),
    /** A conversation of several people, which no bot is part of. */
    groupChannel: (): Channel => addChannel(null, null, {}),
    close: async () => {
      gateway.close();
      await close();
    },
  };
};

export type Discord = Awaited<ReturnType<typeof startDiscord>>;
