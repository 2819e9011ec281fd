import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Body } from './body.ts';

type Field = {
  readonly name: string;
  readonly types: readonly string[];
  readonly required: boolean;
  readonly description: string;
};
type Described = { readonly fields?: readonly Field[]; readonly subtypes?: readonly string[] };
type Contract = {
  readonly methods: Readonly<Record<string, Described>>;
  readonly types: Readonly<Record<string, Described>>;
};

const field = (name: string, type: string, required = false): Field => ({
  name,
  types: [type],
  required,
  description: '',
});

/** What came after the description at hand: messages that one member of a group alone sees. */
const addNews = ({ methods, types }: Contract): Contract => {
  const own = [
    field('chat_id', 'Integer', true),
    field('receiver_user_id', 'Integer', true),
    field('ephemeral_message_id', 'Integer', true),
  ];
  const edit = (name: string): [string, Described] => {
    const like = methods[`editMessage${name}`]?.fields ?? [];
    const left = like.filter((one) => !['chat_id', 'message_id', 'inline_message_id'].includes(one.name));
    return [`editEphemeralMessage${name}`, { fields: [...own, ...left] }];
  };
  const parameters = field('ephemeral_message_parameters', 'EphemeralMessageParameters');
  const sends = Object.entries(methods).map(([name, method]): [string, Described] =>
    /^send(Message|Photo|Video|Animation|Document|Audio|Voice|VideoNote|Sticker)$/.test(name)
      ? [name, { ...method, fields: [...(method.fields ?? []), parameters] }]
      : [name, method],
  );
  const replies = (types['ReplyParameters']?.fields ?? []).map((one) => ({ ...one, required: false }));
  return {
    methods: {
      ...Object.fromEntries(sends),
      ...Object.fromEntries(['Text', 'Media', 'Caption', 'ReplyMarkup'].map(edit)),
      deleteEphemeralMessage: { fields: own },
    },
    types: {
      ...types,
      EphemeralMessageParameters: {
        fields: [
          field('receiver_user_id', 'Integer', true),
          field('callback_query_id', 'String'),
          field('replace_callback_query_message', 'Boolean'),
        ],
      },
      BotCommand: { fields: [...(types['BotCommand']?.fields ?? []), field('is_ephemeral', 'Boolean')] },
      ReplyParameters: { fields: [...replies, field('ephemeral_message_id', 'Integer')] },
    },
  };
};

/** Limits that stand in the descriptions' prose; those that hold after parsing are checked elsewhere. */
const lengthComplaints = (text: string, description: string): string[] => {
  if (description.includes('after entit')) return [];
  const [, least = '0', most, unit] = /(\d+)-(\d+) (characters|bytes)/i.exec(description) ?? [];
  if (most === undefined) return [];
  const length = unit?.toLowerCase() === 'bytes' ? Buffer.byteLength(text) : [...text].length;
  return length < Number(least) || length > Number(most)
    ? [`is ${length} ${unit} long, not ${least}-${most}`]
    : [];
};

const unpackedOr = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `${typeof value} ${value}`;

export type Check = (method: string, body: Body) => readonly string[];

/** Checks calls against Telegram's own description of its API in `folder`. */
export const openContract = (folder: string): Check => {
  const contract = addNews(
    JSON.parse(readFileSync(join(folder, 'telegram-bot-api.json'), 'utf8')) as Contract,
  );

  const fieldsOf = (
    described: Described,
    value: Readonly<Record<string, unknown>>,
    path: string,
    texts: boolean,
    files: Body['files'],
  ): string[] => {
    const fields = described.fields ?? [];
    const known = new Set([...fields.map(({ name }) => name), 'hide']);
    return [
      ...Object.keys(value)
        .filter((name) => !known.has(name))
        .map((name) => `${path} has an unknown field ${name}`),
      ...fields.flatMap((one) => {
        const given = value[one.name];
        const there = (given !== undefined && given !== null) || files.has(one.name);
        if (!there) return one.required ? [`${path} lacks ${one.name}`] : [];
        if (files.has(one.name) && one.types.includes('InputFile')) return [];
        return typed(one.types, given, `${path}.${one.name}`, texts, one.description);
      }),
    ];
  };

  const literal = (name: string): string | undefined =>
    /must be “?"?(\w+)/.exec(
      contract.types[name]?.fields?.find((one) => one.name === 'type')?.description ?? '',
    )?.[1];

  const objects = (name: string, value: unknown, path: string): string[] => {
    const described = contract.types[name];
    if (described === undefined) return [];
    if (described.subtypes !== undefined) {
      const kind = (value as { type?: unknown } | null)?.type;
      const fitting = described.subtypes.filter((one) => literal(one) === undefined || literal(one) === kind);
      return typed(fitting.length > 0 ? fitting : described.subtypes, value, path, false, '');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [`${path} is ${kindOf(value)}, not ${name}`];
    return fieldsOf(described, value as Record<string, unknown>, path, false, new Map());
  };

  const one = (type: string, value: unknown, path: string, texts: boolean, description: string): string[] => {
    const inner = /^Array of (.+)$/.exec(type)?.[1];
    if (type === 'String' || type === 'InputFile')
      return typeof value === 'string'
        ? lengthComplaints(value, description).map((complaint) => `${path} ${complaint}`)
        : [`${path} is ${kindOf(value)}, not text`];
    const plain =
      texts || inner !== undefined || contract.types[type] !== undefined ? unpackedOr(value) : value;
    if (type === 'Integer' || type === 'Float')
      return typeof plain === 'number' && (type === 'Float' || Number.isInteger(plain))
        ? []
        : [`${path} is ${kindOf(plain)}, not a number`];
    if (type === 'Boolean')
      return typeof plain === 'boolean' ? [] : [`${path} is ${kindOf(plain)}, not a boolean`];
    if (inner === undefined) return objects(type, plain, path);
    if (!Array.isArray(plain)) return [`${path} is ${kindOf(plain)}, not a list`];
    return plain.flatMap((item, index) => typed([inner], item, `${path}[${index}]`, false, ''));
  };

  /** Several types are alternatives; several lists are one list of mixed things. */
  const typed = (
    types: readonly string[],
    value: unknown,
    path: string,
    texts: boolean,
    description: string,
  ): string[] => {
    const lists = types.flatMap((type) => /^Array of (.+)$/.exec(type)?.[1] ?? []);
    if (lists.length > 1) {
      const items = unpackedOr(value);
      if (!Array.isArray(items)) return [`${path} is ${kindOf(items)}, not a list`];
      return items.flatMap((item, index) => typed(lists, item, `${path}[${index}]`, false, ''));
    }
    const tries = types.map((type) => one(type, value, path, texts, description));
    return tries.reduce((best, next) => (next.length < best.length ? next : best), tries[0] ?? []);
  };

  return (method, { payload, files, texts }) => {
    const described = contract.methods[method];
    if (described === undefined) return [`${method} is not in the contract`];
    // Telegraf names the method once more in its forms.
    const { method: _method, ...rest } = payload;
    const missing = [...JSON.stringify(payload).matchAll(/attach:\/\/([\w-]+)/g)].flatMap(([, name = '']) =>
      files.has(name) ? [] : [`${method}: no part for attach://${name}`],
    );
    return [...missing, ...fieldsOf(described, rest, method, texts, files)];
  };
};
