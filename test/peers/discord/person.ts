import { setTimeout as wait } from 'node:timers/promises';
import { canary } from '../../captured/captured.ts';
import type { Upload } from './body.ts';
import { keepFile } from './files.ts';
import { messageToWire, userToWire } from './messages.ts';
import type { Interaction, Kind, Serve, State } from './state.ts';
import {
  type Attachment,
  type Channel,
  type Guild,
  type Message,
  permissionBits,
  ratingOf,
  sizeLimit,
  type User,
} from './world.ts';

/** A file a person attaches, with what their program claims of it and how the CDN will serve it. */
export type Photo = Upload & {
  readonly serve?: Serve;
  readonly claimed?: string;
  readonly size?: number;
  /** Marked as a spoiler by its flag, without a name that says so. */
  readonly spoiler?: true;
};

export type Deliver = (interaction: Interaction, data: Record<string, unknown>) => Promise<void>;

type Value = string | number | boolean | Photo | User;

export type Standing = {
  readonly channel: Channel;
  readonly installed?: 'guild' | 'user';
  /** Permissions of the person in that server, as a bit set. */
  readonly permissions?: bigint;
  readonly roles?: readonly string[];
  /** When their timeout in the server ends. */
  readonly timedOut?: string;
  readonly sizeLimit?: number;
};

const optionTypes = { string: 3, number: 10, boolean: 5, user: 6, channel: 7, role: 8, attachment: 11 };
const types: Record<Kind, number> = { command: 2, component: 3, autocomplete: 4, modal: 5 };

type Declared = { name: string; type: number; required?: boolean; autocomplete?: boolean };

type Field = {
  type: number;
  custom_id: string;
  required?: boolean;
  value?: string;
  default?: boolean;
  options?: readonly { value: string; default?: boolean }[];
};

const fieldsOf = ({ modal }: Interaction): Field[] =>
  ((modal?.['components'] ?? []) as { component: Field }[]).map(({ component }) => component);

type Menu = {
  type: number;
  custom_id: string;
  options?: readonly { value: string }[];
  min_values?: number;
  max_values?: number;
};

const menusOf = ({ components }: Message): Menu[] =>
  (components as { components?: readonly Menu[] }[])
    .flatMap((row) => row.components ?? [])
    .filter(({ type }) => type >= 3);

/** What a field sends that nobody has touched. Throws where it must be filled in. */
const untouched = ({ type, value = '', options = [], required, ...field }: Field): object => {
  if (type === 4) return { value };
  if (type === 23) return { value: field.default === true };
  const values = options.filter((one) => one.default === true).map((one) => one.value);
  if (values.length === 0 && required !== false) throw new Error(`${field.custom_id} must be filled in`);
  return { values };
};

const roleToWire = (id: string) => ({
  ...{ id, name: 'Role', color: 0, hoist: false, position: 1, permissions: '0' },
  ...{ managed: false, mentionable: true, flags: 0 },
});

const memberOf = (user: User, guild: Guild, standing: Standing) => ({
  user: userToWire(user),
  nick: null,
  avatar: null,
  roles: standing.roles ?? [],
  communication_disabled_until: standing.timedOut ?? null,
  joined_at: new Date(0).toISOString(),
  deaf: false,
  mute: false,
  flags: 0,
  permissions: String(standing.permissions ?? permissionBits.view | permissionBits.send),
  guild_id: guild.id,
});

const sendInThreads = 1n << 38n;

/** What an interaction looks like when it arrives. */
const interactionToWire = (state: State, interaction: Interaction, standing: Standing, data: object) => {
  const { channel, user } = interaction;
  const rights = [...channel.granted].map((name) =>
    name === 'send' && channel.parent ? sendInThreads : permissionBits[name],
  );
  const granted = rights.reduce((bits, bit) => bits | bit, 0n);
  const owners = interaction.installed === 'user' ? { 1: user.id } : { 0: channel.guild?.id ?? '0' };
  return {
    id: interaction.id,
    application_id: state.application,
    type: types[interaction.kind],
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      id: channel.id,
      type: channel.parent ? 11 : channel.guild !== null ? 0 : channel.recipient === null ? 3 : 1,
      ...ratingOf(channel),
      ...(channel.guild === null ? {} : { parent_id: channel.parent?.id ?? channel.guild.id }),
    },
    app_permissions: String(granted),
    locale: user.locale,
    entitlements: [],
    authorizing_integration_owners: owners,
    context: channel.guild !== null ? 0 : channel.recipient === null ? 2 : 1,
    attachment_size_limit: interaction.sizeLimit,
    ...(channel.guild === null
      ? { user: userToWire(user) }
      : {
          guild_id: channel.guild.id,
          guild_locale: 'en-US',
          guild: { id: channel.guild.id, locale: 'en-US', features: [] },
          member: memberOf(user, channel.guild, standing),
        }),
    ...(interaction.source === null ? {} : { message: messageToWire(state, interaction.source) }),
  };
};

/** Someone who uses the application. Each act gives the interaction it made, to watch what becomes of it. */
export const openPerson = (state: State, deliver: Deliver, user: User) => {
  const begin = (kind: Kind, standing: Standing, source: Message | null): Interaction => {
    const interaction: Interaction = {
      id: state.id(),
      token: `token-${state.id()}`,
      kind,
      user,
      channel: standing.channel,
      installed: standing.installed ?? 'guild',
      createdAt: state.clock.now(),
      awakeAt: state.clock.awake(),
      sizeLimit: standing.sizeLimit ?? sizeLimit(standing.channel.guild),
      source,
      acknowledgedAt: null,
      deferred: null,
      original: null,
      modal: null,
      choices: null,
      followUps: 0,
    };
    state.interactions.set(interaction.token, interaction);
    return interaction;
  };
  const act = async (
    kind: Kind,
    standing: Standing,
    source: Message | null,
    data: object,
  ): Promise<Interaction> => {
    const interaction = begin(kind, standing, source);
    await deliver(interaction, interactionToWire(state, interaction, standing, data));
    return interaction;
  };
  const declared = (name: string, type: number): Record<string, unknown> => {
    const found = [...state.commands.values()]
      .flat()
      .find((command) => command['name'] === name && command['type'] === type);
    if (found === undefined) throw new Error(`nobody has registered ${name}`);
    return found;
  };
  const upload = (photo: Photo): Promise<Attachment> =>
    keepFile(state, photo, {
      ...(photo.spoiler ? { spoiler: true } : {}),
      ...(photo.serve === undefined ? {} : { serve: photo.serve }),
      ...(photo.claimed === undefined ? {} : { claimed: photo.claimed }),
      ...(photo.size === undefined ? {} : { size: photo.size }),
      ephemeral: true,
    });

  const optionsOf = async (name: string, values: Readonly<Record<string, Value>>) => {
    const command = declared(name, 1);
    const options = (command['options'] ?? []) as Declared[];
    const attachments: Record<string, Attachment> = {};
    const users: Record<string, unknown> = {};
    const roles: Record<string, unknown> = {};
    const given = [];
    for (const [option, value] of Object.entries(values)) {
      const known = options.find((one) => one.name === option);
      if (known === undefined) throw new Error(`${name} has no option ${option}`);
      const picked = known.type === optionTypes.channel || known.type === optionTypes.role;
      if (picked && !/^\d+$/.test(String(value))) throw new Error(`${option} takes an id`);
      if (known.type === optionTypes.role) roles[String(value)] = roleToWire(String(value));
      if (typeof value !== 'object') {
        if (option === 'prompt') canary('words', String(value));
        given.push({ name: option, type: known.type, value });
        continue;
      }
      if ('directMessages' in value) {
        if (known.type !== optionTypes.user) throw new Error(`${option} takes nobody`);
        users[value.id] = userToWire(value);
        given.push({ name: option, type: known.type, value: value.id });
        continue;
      }
      if (known.type !== optionTypes.attachment) throw new Error(`${option} takes no file`);
      const attachment = await upload(value);
      attachments[attachment.id] = attachment;
      given.push({ name: option, type: known.type, value: attachment.id });
    }
    for (const option of options)
      if (option.required === true && !(option.name in values))
        throw new Error(`${name} needs ${option.name}`);
    return { id: command['id'], name, type: 1, options: given, resolved: { attachments, users, roles } };
  };

  return {
    user,
    /** Chooses a picture of their own. */
    wear: async (photo: Photo): Promise<void> => {
      user.avatar = (await upload(photo)).id;
    },
    /** Types a slash command. */
    command: async (name: string, values: Readonly<Record<string, Value>>, standing: Standing) =>
      act('command', standing, null, await optionsOf(name, values)),
    /** Types into an option with autocomplete. */
    suggest: (name: string, option: string, typed: string, standing: Standing) => {
      const command = declared(name, 1);
      const options = [{ name: option, type: optionTypes.string, value: typed, focused: true }];
      return act('autocomplete', standing, null, { id: command['id'], name, type: 1, options, resolved: {} });
    },
    /** Uses a message's menu. */
    menu: (name: string, target: Message, standing: Standing) => {
      const command = declared(name, 3);
      const resolved = { messages: { [target.id]: messageToWire(state, target) } };
      return act('command', standing, null, {
        id: command['id'],
        name,
        type: 3,
        target_id: target.id,
        resolved,
      });
    },
    /** Presses a button by its custom id, real or made up, or chooses an entry of a menu by its value. */
    press: (message: Message, customId: string, standing: Standing) => {
      const menu = menusOf(message).find(({ options = [] }) =>
        options.some(({ value }) => value === customId),
      );
      const data =
        menu === undefined
          ? { component_type: 2, custom_id: customId }
          : { component_type: 3, custom_id: menu.custom_id, values: [customId] };
      return act('component', standing, message, data);
    },
    /** Chooses from a select: its options, or ids of channels or roles. */
    choose: (message: Message, customId: string, values: readonly string[], standing: Standing) => {
      const menu = menusOf(message).find(({ custom_id }) => custom_id === customId);
      if (menu === undefined) throw new Error(`no ${customId}`);
      const { type, options, min_values: fewest = 1, max_values: most = 1 } = menu;
      if (values.length < fewest || values.length > most) throw new Error(`${values.length} for ${customId}`);
      const unknown = values.find((value) => options?.every((option) => option.value !== value) === true);
      if (unknown !== undefined) throw new Error(`${customId} has no option ${unknown}`);
      return act('component', standing, message, {
        component_type: type,
        custom_id: customId,
        values,
        resolved: {},
      });
    },
    /** Sends a modal off with what its fields take: text, a tick, files, or names of options. */
    submit: async (
      opened: Interaction,
      values: Readonly<Record<string, string | boolean | readonly (Photo | string)[]>>,
      standing: Standing,
    ) => {
      const attachments: Record<string, Attachment> = {};
      const fields = fieldsOf(opened);
      const answers = new Map<string, object>();
      for (const [customId, value] of Object.entries(values)) {
        const field = fields.find(({ custom_id }) => custom_id === customId);
        if (field === undefined) throw new Error(`the form has no ${customId}`);
        if (typeof value === 'string') canary('words', value);
        const kept = [];
        for (const one of Array.isArray(value) ? (value as readonly (Photo | string)[]) : []) {
          if (typeof one === 'string') {
            if (!field.options?.some((option) => option.value === one))
              throw new Error(`${customId} has no option ${one}`);
            kept.push(one);
          } else {
            const attachment = await upload(one);
            attachments[attachment.id] = attachment;
            kept.push(attachment.id);
          }
        }
        answers.set(customId, Array.isArray(value) ? { values: kept } : { value });
      }
      const components = fields.map((field) => ({
        type: 18,
        id: 1,
        component: {
          type: field.type,
          id: 2,
          custom_id: field.custom_id,
          ...(answers.get(field.custom_id) ?? untouched(field)),
        },
      }));
      const customId = opened.modal?.['custom_id'];
      return act('modal', standing, opened.source, {
        custom_id: customId,
        components,
        resolved: { attachments },
      });
    },
    /** Posts a message with files, as people do. */
    post: async (
      channel: Channel,
      content: string,
      photos: readonly Photo[] = [],
      more: Partial<Pick<Message, 'components' | 'embeds' | 'stickers' | 'forwards'>> = {},
    ): Promise<Message> => {
      const message: Message = {
        id: state.id(),
        channel,
        author: user,
        createdAt: state.clock.now(),
        nonce: null,
        reference: null,
        onlyFor: null,
        content,
        flags: 0,
        components: [],
        embeds: [],
        attachments: await Promise.all(
          photos.map((photo) => keepFile(state, photo, photo.spoiler ? { spoiler: true } : {})),
        ),
        mentions: [],
        edits: 0,
        deleted: false,
        ...more,
      };
      state.messages.set(message.id, message);
      return message;
    },
    /** What the person can see of the application's in a channel. */
    sees: (channel: Channel): Message[] =>
      [...state.messages.values()].filter(
        (message) =>
          message.channel === channel &&
          !message.deleted &&
          (message.onlyFor === null || message.onlyFor === user),
      ),
  };
};

/** Waits until `found` gives something; the time is the real one. */
export const until = async <Found>(
  found: () => Found | null | undefined | false,
  seconds = 120,
): Promise<Found> => {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const result = found();
    if (result !== null && result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s`);
    await wait(20);
  }
};
