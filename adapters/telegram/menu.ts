import type { Option, Options } from '../../src/core/command.ts';
import type { EffectEntry } from '../../src/core/reply.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import type { Messages } from '../../src/text/messages.ts';
import { choiceName, effectName, optionName } from '../../src/text/names.ts';
import type { Message } from './incoming.ts';
import { type Button, fitsButton, inRows, type Rows } from './keyboard.ts';

/** The user's choices so far. They are encoded in the buttons and stored nowhere else. */
export type Menu = {
  readonly user: number;
  readonly chosen: Readonly<Record<string, string>>;
  /** Whether the order of two photos is swapped. */
  readonly swapped: boolean;
};

export type Pressed =
  | { readonly kind: 'main' | 'more' }
  | { readonly kind: 'open'; readonly option: string }
  | { readonly kind: 'make'; readonly effect: string };

/** The options that the menu offers. */
const offeredIn = (options: Options): readonly string[] =>
  Object.keys(options).filter((name) => options[name]?.sign !== undefined);

const wireOf = (names: readonly string[], menu: Menu, pressed: Pressed): string => {
  const what = {
    main: () => '',
    more: () => '+',
    open: ({ option }: Pressed & { kind: 'open' }) => String(names.indexOf(option)),
    make: ({ effect }: Pressed & { kind: 'make' }) => `!${effect}`,
  }[pressed.kind] as (pressed: Pressed) => string;
  const parts = names.map((name) => menu.chosen[name] ?? '');
  return `~${[what(pressed), ...parts, menu.user.toString(36), menu.swapped ? 's' : ''].join('|')}`;
};

const wire = /^~(|\+|\d|![a-z-]{1,20})((?:\|[a-z0-9:.,]{0,15}){4,8})\|(-?[0-9a-z]{1,12})\|(s?)$/;

/** Parses the callback data of a photo menu button; null for anything else. */
export const menuFromWire = (data: string, options: Options): { menu: Menu; pressed: Pressed } | null => {
  const [, what, parts = '', user = '', swapped] = wire.exec(data) ?? [];
  if (what === undefined) return null;
  const names = offeredIn(options);
  const values = parts.split('|').slice(1);
  const chosen = Object.fromEntries(
    names.flatMap((name, index) => (values[index] ? [[name, values[index]]] : [])),
  );
  const menu = { user: Number.parseInt(user, 36), chosen, swapped: swapped === 's' };
  if (what.startsWith('!')) return { menu, pressed: { kind: 'make', effect: what.slice(1) } };
  const option = what === '' || what === '+' ? undefined : names[Number(what)];
  if (option !== undefined) return { menu, pressed: { kind: 'open', option } };
  return what === '' || what === '+' ? { menu, pressed: { kind: what === '+' ? 'more' : 'main' } } : null;
};

/** The choices of an option, limited to a small number of buttons. */
const choicesOf = (option: Option | undefined, isPrivate: boolean): readonly string[] => {
  if (option?.type === 'number') {
    const steps = Math.floor(option.maximum) - Math.ceil(option.minimum) + 1;
    return Array.from({ length: steps }, (_, step) => String(Math.ceil(option.minimum) + step));
  }
  if (option?.type !== 'choice' || typeof option.choices === 'string') return [];
  const sets = option.several?.sets ?? [];
  // A private chat has no community.
  return [...option.choices, ...sets].filter((choice) => !(isPrivate && choice === 'community'));
};

type Around = {
  readonly options: Options;
  readonly effects: readonly EffectEntry[];
  readonly count: number;
  readonly alone: boolean;
  readonly messages: Messages;
};

/** The menu for one or more photos. */
export const menuRows = (menu: Menu, pressed: Pressed, around: Around): Rows => {
  const { alone, count, effects, options, messages } = around;
  const names = offeredIn(options);
  const to = (text: string, next: Menu, then: Pressed): Button => ({
    text,
    callback_data: wireOf(names, next, then),
  });
  const main = { kind: 'main' } as const;
  const back = [to(`↩️ ${messages.format('chat.back')}`, menu, main)];
  const choose = (name: string, value: string): Menu => ({
    ...menu,
    chosen: { ...menu.chosen, [name]: value },
  });
  /** A choice as it is shown; the only numbers here are lengths. */
  const shown = (name: string, value: string): string =>
    options[name]?.type === 'number'
      ? amountsIn(messages.locale).duration(Number(value))
      : choiceName(messages, value);
  if (pressed.kind === 'open') {
    const { option } = pressed;
    const set = (value: string): Button => {
      const mark = menu.chosen[option] === value ? '✓ ' : '';
      return to(`${mark}${shown(option, value)}`, choose(option, value), main);
    };
    return [...inRows(choicesOf(options[option], alone).map(set), 5), back];
  }
  // Effects for two people need two photos, or one photo of both.
  const possible = effects.filter(({ photos }) => photos === 1 || count <= photos);
  const make = ({ name }: EffectEntry) =>
    to(effectName(messages, name), menu, { kind: 'make', effect: name });
  if (pressed.kind === 'more') return inRows([...possible.map(make), ...back].filter(fitsButton));
  const first = possible.filter(({ favourite }) => favourite);
  const sorted = count === 2 ? first.toSorted((left, right) => right.photos - left.photos) : first;
  const setting = (name: string): readonly Button[] => {
    const option = options[name];
    const chosen = menu.chosen[name] ?? '';
    if (option?.type === 'flag') {
      const label = `${chosen === '' ? option.sign : '✓'} ${optionName(messages, name)}`;
      return [to(label, choose(name, chosen === '' ? 'on' : ''), main)];
    }
    if (choicesOf(option, alone).length === 0) return [];
    const label = chosen === '' ? optionName(messages, name) : shown(name, chosen);
    return [to(`${option?.sign} ${label}`, menu, { kind: 'open', option: name })];
  };
  const swap = to(
    `🔀 ${messages.format('chat.swap', { left: menu.swapped ? '2' : '1' })}`,
    { ...menu, swapped: !menu.swapped },
    main,
  );
  return [
    ...inRows(
      [...sorted.map(make), to(messages.format('chat.more'), menu, { kind: 'more' })].filter(fitsButton),
    ),
    ...(count === 2 ? [[swap]] : []),
    ...inRows(names.flatMap(setting).filter(fitsButton)),
  ];
};

/** A photo menu that waits for a choice, with the messages of its photos. */
export type OpenMenu = {
  readonly message: Message;
  readonly album: readonly Message[];
  readonly menu: number;
  readonly chosen: Menu['chosen'];
};

const openMilliseconds = 10 * 60_000;
const most = 10_000;

/**
 * The latest photo menu of each private chat, so that words that follow are meant for its photo. Only this process knows,
 * for some minutes, so after a restart people are asked which photo they mean.
 */
export const openMenus = (milliseconds = openMilliseconds) => {
  const menus = new Map<number, OpenMenu>();
  const close = (chat: number, menu: number): void => {
    if (menus.get(chat)?.menu === menu) menus.delete(chat);
  };
  return {
    close,
    open: (chat: number, opened: OpenMenu): void => {
      menus.delete(chat);
      menus.set(chat, opened);
      setTimeout(() => close(chat, opened.menu), milliseconds).unref();
      const [oldest] = menus.keys();
      if (menus.size > most && oldest !== undefined) menus.delete(oldest);
    },
    /** Notes the options that were chosen in a menu. */
    choose: (chat: number, menu: number, chosen: Menu['chosen']): void => {
      const open = menus.get(chat);
      if (open?.menu === menu) menus.set(chat, { ...open, chosen });
    },
    forget: (chat: number): void => void menus.delete(chat),
    /** The menu that words in a chat are about; null if there is none. */
    latest: (chat: number): OpenMenu | null => menus.get(chat) ?? null,
  };
};

export type OpenMenus = ReturnType<typeof openMenus>;
