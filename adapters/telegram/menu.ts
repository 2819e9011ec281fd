import type { Option, Options } from '../../src/core/command.ts';
import type { EffectEntry } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { choiceName, effectName, optionName } from '../../src/text/names.ts';
import { type Button, fitsButton, inRows, type Rows } from './keyboard.ts';

/** Options shown in the photo menu, with their icons. Their choices come from the command declaration. */
const offered: Readonly<Record<string, string>> = {
  seconds: '⏱',
  ratio: '📐',
  motion: '🌊',
  visibility: '👁',
};
const names = Object.keys(offered);

/** The most popular effects, for one photo and for several. */
const favourites = ['old-photo', 'dance', 'hug', 'kiss', 'parallax'];

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

const wireOf = (menu: Menu, pressed: Pressed): string => {
  const what = {
    main: () => '',
    more: () => '+',
    open: ({ option }: Pressed & { kind: 'open' }) => String(names.indexOf(option)),
    make: ({ effect }: Pressed & { kind: 'make' }) => `!${effect}`,
  }[pressed.kind] as (pressed: Pressed) => string;
  const parts = names.map((name) => menu.chosen[name] ?? '');
  return `~${[what(pressed), ...parts, menu.user.toString(36), menu.swapped ? 's' : ''].join('|')}`;
};

const wire = /^~(|\+|\d|![a-z-]{1,20})((?:\|[a-z0-9:.]{0,12}){4})\|(-?[0-9a-z]{1,12})\|(s?)$/;

/** Parses the callback data of a photo menu button; null for anything else. */
export const menuFromWire = (data: string): { menu: Menu; pressed: Pressed } | null => {
  const [, what, parts = '', user = '', swapped] = wire.exec(data) ?? [];
  if (what === undefined) return null;
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
const choicesOf = (option: Option | undefined, alone: boolean): readonly string[] => {
  if (option?.type === 'number') {
    const steps = Math.floor(option.maximum) - Math.ceil(option.minimum) + 1;
    return Array.from({ length: steps }, (_, step) => String(Math.ceil(option.minimum) + step));
  }
  if (option?.type !== 'choice' || typeof option.choices === 'string') return [];
  // A private chat has no community.
  return option.choices.filter((choice) => !(alone && choice === 'community'));
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
  const to = (text: string, next: Menu, then: Pressed): Button => ({
    text,
    callback_data: wireOf(next, then),
  });
  const main = { kind: 'main' } as const;
  const back = [to(`↩️ ${messages.format('chat.back')}`, menu, main)];
  if (pressed.kind === 'open') {
    const { option } = pressed;
    const set = (value: string): Button => {
      const mark = menu.chosen[option] === value ? '✓ ' : '';
      return to(
        `${mark}${choiceName(messages, value)}`,
        { ...menu, chosen: { ...menu.chosen, [option]: value } },
        main,
      );
    };
    return [...inRows(choicesOf(options[option], alone).map(set), 5), back];
  }
  // Effects for two people need two photos, or one photo of both.
  const possible = effects.filter(({ photos }) => photos === 1 || count <= photos);
  const make = ({ name }: EffectEntry) =>
    to(effectName(messages, name), menu, { kind: 'make', effect: name });
  if (pressed.kind === 'more') return [...inRows(possible.map(make).filter(fits)), back];
  const first = favourites.flatMap((name) => possible.find((effect) => effect.name === name) ?? []);
  const sorted = count === 2 ? [...first].sort((left, right) => right.photos - left.photos) : first;
  const settings = names.flatMap((name) => {
    if (choicesOf(options[name], alone).length === 0) return [];
    const chosen = menu.chosen[name];
    const said = chosen === undefined ? optionName(messages, name) : choiceName(messages, chosen);
    return [to(`${offered[name]} ${said ?? name}`, menu, { kind: 'open', option: name })];
  });
  const swap = to(
    `🔀 ${messages.format('chat.swap', { left: menu.swapped ? '2' : '1' })}`,
    { ...menu, swapped: !menu.swapped },
    main,
  );
  return [
    ...inRows([...sorted.map(make), to(messages.format('chat.more'), menu, { kind: 'more' })].filter(fits)),
    ...(count === 2 ? [[swap]] : []),
    ...inRows(settings.filter(fits), 4),
  ];
};

const fits = ({ callback_data: data = '' }: Button): boolean => fitsButton(data);
