import { list, number, record, text, truth, unpacked } from './body.ts';
import type { Call, Method } from './call.ts';
import { linkFile } from './files.ts';
import { reach } from './messages.ts';
import { problems } from './problem.ts';
import { checkCommands } from './rules.ts';
import { defaultUpdates } from './state.ts';
import { botToWire, chatToWire, userToWire } from './wire.ts';
import type { Chat, User } from './world.ts';

const getMe: Method = ({ state }) => ({
  ...botToWire(state),
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  can_connect_to_business: false,
  has_main_web_app: false,
});

const allow = ({ state, payload }: Call): void => {
  const asked = unpacked(payload['allowed_updates']);
  if (!Array.isArray(asked)) return;
  state.allowed = new Set(asked.length === 0 ? defaultUpdates : asked.map(String));
};

const getUpdates: Method = (call) => {
  const { updates, payload, gone } = call;
  allow(call);
  const limit = Math.min(100, Math.max(1, number(payload, 'limit') ?? 100));
  return updates.poll(number(payload, 'offset'), limit, number(payload, 'timeout') ?? 0, gone);
};

const setWebhook: Method = (call) => {
  const { state, payload, updates } = call;
  const url = text(payload, 'url') ?? '';
  const secret = text(payload, 'secret_token');
  if (secret !== null && !/^[A-Za-z0-9_-]{1,256}$/.test(secret))
    throw problems.careless('secret token contains unallowed characters');
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const loopback = parsed?.hostname === '127.0.0.1' || parsed?.hostname === 'localhost';
  if (parsed === null || (parsed.protocol !== 'https:' && !loopback))
    throw problems.careless('bad webhook: An HTTPS URL must be provided for webhook');
  if (!loopback && !['', '443', '80', '88', '8443'].includes(parsed.port))
    throw problems.careless('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  allow(call);
  const connections = number(payload, 'max_connections') ?? 40;
  state.webhook = { url, secret, connections, lastError: null };
  if (truth(payload, 'drop_pending_updates')) state.updates.length = 0;
  updates.pump();
  return true;
};

const deleteWebhook: Method = ({ state, payload }) => {
  state.webhook = null;
  if (truth(payload, 'drop_pending_updates')) state.updates.length = 0;
  return true;
};

const getWebhookInfo: Method = ({ state }) => ({
  url: state.webhook?.url ?? '',
  has_custom_certificate: false,
  pending_update_count: state.updates.length,
  max_connections: state.webhook?.connections ?? 40,
  allowed_updates: [...state.allowed],
  ...(state.webhook?.lastError == null ? {} : { last_error_message: state.webhook.lastError }),
});

const getFile: Method = ({ state, payload }) => {
  const file = linkFile(state, String(payload['file_id']));
  return { file_id: file.id, file_unique_id: file.unique, file_size: file.size, file_path: file.path };
};

const scopes = new Set(
  'default all_private_chats all_group_chats all_chat_administrators chat chat_administrators chat_member'.split(
    ' ',
  ),
);

const menuKey = ({ payload }: Call): string => {
  const scope = record(payload, 'scope') ?? { type: 'default' };
  const type = String(scope['type']);
  const language = text(payload, 'language_code') ?? '';
  if (!scopes.has(type)) throw problems.careless("can't parse BotCommandScope: unsupported type");
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw problems.careless('LANGUAGE_CODE_INVALID');
  return [type, scope['chat_id'] ?? '', scope['user_id'] ?? '', language].join(':');
};

const setMyCommands: Method = (call) => {
  const commands = list(call.payload, 'commands');
  checkCommands(commands);
  call.state.commands.set(menuKey(call), commands);
  return true;
};

const deleteMyCommands: Method = (call) => {
  call.state.commands.delete(menuKey(call));
  return true;
};

const getMyCommands: Method = (call) => call.state.commands.get(menuKey(call)) ?? [];

const roleIn = (chat: Chat, user: User): string => {
  if (chat.admins.has(user)) return 'administrator';
  if (chat.restricted.has(user)) return 'restricted';
  return chat.members.has(user) ? 'member' : 'left';
};

const memberToWire = (chat: Chat, user: User) => ({
  status: roleIn(chat, user),
  user: userToWire(user),
  ...(chat.restricted.has(user) ? { is_member: chat.members.has(user) } : {}),
  ...(chat.admins.has(user)
    ? { is_anonymous: chat.anonymous.has(user), can_delete_messages: chat.deleting.has(user) }
    : {}),
});

const getChatMember: Method = ({ state, payload }) => {
  const chat = reach(state, payload);
  const id = number(payload, 'user_id');
  if (id === state.bot.id)
    return { status: chat.botAdmin ? 'administrator' : 'member', user: botToWire(state) };
  const user = state.users.get(id ?? 0);
  if (user === undefined) throw problems.userNotFound();
  return memberToWire(chat, user);
};

const getChatAdministrators: Method = ({ state, payload }) => {
  const chat = reach(state, payload);
  if (chat.user !== null) throw problems.careless('there are no administrators in the private chat');
  return [
    ...[...chat.admins].map((user) => memberToWire(chat, user)),
    ...(chat.botAdmin ? [{ status: 'administrator', user: botToWire(state) }] : []),
  ];
};

const getChat: Method = ({ state, payload }) => ({
  ...chatToWire(reach(state, payload)),
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {},
});

const setChatMenuButton: Method = ({ state, payload }) => {
  state.menuButtons.set(number(payload, 'chat_id') ?? 0, record(payload, 'menu_button'));
  return true;
};

/** Calls that ask or set something. */
export const asking: Readonly<Record<string, Method>> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  getFile,
  setMyCommands,
  deleteMyCommands,
  getMyCommands,
  getChatMember,
  getChatAdministrators,
  getChat,
  setChatMenuButton,
  setMyDescription: () => true,
  setMyShortDescription: () => true,
  setMyName: () => true,
};
