import type { Body } from './body.ts';
import { commandComplaints } from './command-rules.ts';
import { answerInteraction, findInteraction, followUp, liveToken, originalOf } from './interactions.ts';
import { createMessage, editMessage, messageToWire, userToWire } from './messages.ts';
import { problems } from './problem.ts';
import { publicKeyOf, type State } from './state.ts';
import { type Channel, type Message, type Permission, ratingOf, sizeLimit } from './world.ts';

export type Call = {
  readonly state: State;
  readonly parameters: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Body;
};

export type Route = {
  readonly method: string;
  readonly pattern: RegExp;
  /** False for routes whose token is in the address. */
  readonly bot: boolean;
  run(call: Call): Promise<{ status: number; body?: unknown }>;
};

const route = (method: string, path: string, bot: boolean, run: Route['run']): Route => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '([^/]+)')}$`),
  bot,
  run,
});

const need = (channel: Channel, ...permissions: readonly Permission[]): void => {
  if (channel.deleted) throw problems.unknownChannel();
  if (channel.recipient !== null) {
    if (!channel.recipient.directMessages) throw problems.directMessagesClosed();
    return;
  }
  if (channel.guild?.botIn !== true || !channel.granted.has('view')) throw problems.missingAccess();
  if (permissions.some((permission) => !channel.granted.has(permission))) throw problems.missingPermissions();
};

/** What stops a bot that may write from posting: a locked thread, or slow mode. A message wakes an archived thread. */
const mayPost = ({ clock, messages }: State, channel: Channel): void => {
  if (channel.forum) throw problems.noText();
  if (channel.thread === 'locked') throw problems.locked();
  const latest = [...messages.values()].findLast(
    (message) => message.channel === channel && message.author === null && message.onlyFor === null,
  );
  const since = latest === undefined ? Number.POSITIVE_INFINITY : (clock.now() - latest.createdAt) / 1_000;
  if (channel.slow !== undefined && since < channel.slow) throw problems.slow(channel.slow - since);
  delete channel.thread;
};

/** Nothing in an archived thread can be changed. */
const mayChange = ({ thread }: Channel): void => {
  if (thread !== undefined) throw problems.archived();
};

const channelOf = ({ state, parameters }: Call): Channel => {
  const channel = state.channels.get(parameters[0] ?? '');
  if (channel === undefined) throw problems.unknownChannel();
  return channel;
};

const messageIn = (call: Call): Message => {
  const channel = channelOf(call);
  const message = call.state.messages.get(call.parameters[1] ?? '');
  if (message === undefined || message.deleted || message.channel !== channel || message.onlyFor !== null)
    throw problems.unknownMessage();
  return message;
};

const own = (message: Message): Message => {
  if (message.author !== null) throw problems.editOthers();
  return message;
};

const ok = (body: unknown) => ({ status: 200, body });
const done = { status: 204 };

const webhookMessage = ({ state, parameters }: Call) => {
  const interaction = liveToken(state, parameters[1] ?? '');
  if (interaction.channel.deleted) throw problems.unknownChannel();
  mayChange(interaction.channel);
  const id = parameters[2] ?? '';
  const message = id === '@original' ? originalOf(interaction) : state.messages.get(id);
  if (message === undefined || message.deleted) throw problems.unknownMessage();
  return { interaction, message };
};

const register = ({ state, parameters, body }: Call) => {
  const list = (body.payload['list'] ?? []) as Record<string, unknown>[];
  const complaints = commandComplaints(list);
  if (complaints.length > 0) {
    state.complaints.push(...complaints);
    throw problems.invalidForm(complaints);
  }
  const scope = parameters[1] ?? 'global';
  const registered = list.map((command) => ({
    ...command,
    id: state.id(),
    application_id: state.application,
    version: state.id(),
    default_member_permissions: command['default_member_permissions'] ?? null,
    type: command['type'] ?? 1,
  }));
  state.commands.set(scope, registered);
  return ok(registered);
};

const listCommands = ({ state, parameters }: Call) => ok(state.commands.get(parameters[1] ?? 'global') ?? []);

export const routes: readonly Route[] = [
  route('GET', '/gateway/bot', true, async ({ state }) =>
    ok({
      url: state.cdn.replace('http', 'ws'),
      shards: 1,
      session_start_limit: { total: 1_000, remaining: 999, reset_after: 1, max_concurrency: 1 },
    }),
  ),
  route('GET', '/users/@me', true, async ({ state }) => ok({ ...userToWire(state.bot), bot: true })),
  route('GET', '/applications/@me', true, async ({ state }) =>
    ok({ id: state.application, name: 'Photoplay', flags: 0, verify_key: publicKeyOf(state) }),
  ),
  route('POST', '/users/@me/channels', true, async ({ state, body }) => {
    const user = state.users.get(String(body.payload['recipient_id']));
    if (user === undefined) throw problems.invalidForm(['unknown recipient']);
    const known = [...state.channels.values()].find(({ recipient }) => recipient === user);
    const channel: Channel = known ?? {
      id: state.id(),
      guild: null,
      recipient: user,
      nsfw: false,
      granted: new Set(),
      deleted: false,
    };
    state.channels.set(channel.id, channel);
    return ok({ id: channel.id, type: 1, last_message_id: null, flags: 0, recipients: [userToWire(user)] });
  }),
  route('PUT', '/applications/:application/commands', true, async (call) => register(call)),
  route('GET', '/applications/:application/commands', true, async (call) => listCommands(call)),
  route('PUT', '/applications/:application/guilds/:guild/commands', true, async (call) => register(call)),
  route('GET', '/applications/:application/guilds/:guild/commands', true, async (call) => listCommands(call)),
  route('POST', '/interactions/:id/:token/callback', false, async ({ state, parameters, query, body }) => {
    const interaction = findInteraction(state, parameters[1] ?? '');
    const message = await answerInteraction(state, interaction, body);
    if (query.get('with_response') !== 'true') return done;
    return ok({
      interaction: { id: interaction.id, type: 2, response_message_id: message?.id ?? null },
      resource: {
        type: body.payload['type'],
        ...(message === null ? {} : { message: messageToWire(state, message) }),
      },
    });
  }),
  route('POST', '/webhooks/:application/:token', false, async ({ state, parameters, body }) =>
    ok(messageToWire(state, await followUp(state, liveToken(state, parameters[1] ?? ''), body))),
  ),
  route('GET', '/webhooks/:application/:token/messages/:message', false, async (call) =>
    ok(messageToWire(call.state, webhookMessage(call).message)),
  ),
  route('PATCH', '/webhooks/:application/:token/messages/:message', false, async (call) => {
    const { interaction, message } = webhookMessage(call);
    return ok(
      messageToWire(call.state, await editMessage(call.state, message, call.body, interaction.sizeLimit)),
    );
  }),
  route('DELETE', '/webhooks/:application/:token/messages/:message', false, async (call) => {
    webhookMessage(call).message.deleted = true;
    return done;
  }),
  route('GET', '/channels/:channel', true, async (call) => {
    const channel = channelOf(call);
    need(channel);
    return ok({
      id: channel.id,
      type: channel.parent ? 11 : channel.guild === null ? 1 : 0,
      guild_id: channel.guild?.id,
      ...ratingOf(channel),
    });
  }),
  route('POST', '/channels/:channel/messages', true, async (call) => {
    const channel = channelOf(call);
    need(channel, 'send', ...(call.body.files.size > 0 ? (['attach'] as const) : []));
    mayPost(call.state, channel);
    const place = { channel, limit: sizeLimit(channel.guild) };
    return ok(messageToWire(call.state, await createMessage(call.state, call.body, place)));
  }),
  route('GET', '/channels/:channel/messages', true, async (call) => {
    const channel = channelOf(call);
    need(channel, 'history');
    const most = Number(call.query.get('limit') ?? 50);
    const here = [...call.state.messages.values()].filter(
      (message) => message.channel === channel && !message.deleted && message.onlyFor === null,
    );
    return ok(
      here
        .reverse()
        .slice(0, most)
        .map((message) => messageToWire(call.state, message)),
    );
  }),
  route('GET', '/channels/:channel/messages/:message', true, async (call) => {
    need(channelOf(call), 'history');
    return ok(messageToWire(call.state, messageIn(call)));
  }),
  route('PATCH', '/channels/:channel/messages/:message', true, async (call) => {
    const channel = channelOf(call);
    need(channel, 'send');
    mayChange(channel);
    const edited = await editMessage(call.state, own(messageIn(call)), call.body, sizeLimit(channel.guild));
    return ok(messageToWire(call.state, edited));
  }),
  route('DELETE', '/channels/:channel/messages/:message', true, async (call) => {
    const channel = channelOf(call);
    need(channel);
    mayChange(channel);
    own(messageIn(call)).deleted = true;
    return done;
  }),
];
