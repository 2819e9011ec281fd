import type { Caps } from './caps.ts';
import { Failure } from './failure.ts';
import type { Order } from './order.ts';
import { type Visibility, visibilities } from './visibility.ts';
import { understand } from './words/understand.ts';

export const covers = ['asked', 'always'] as const;
export const labels = ['off', 'always'] as const;

/** What a community allows, as those who manage it have decided. An empty list allows everything. */
export type Rules = {
  /** Who sees a new clip when nobody says, and the most anyone may say. */
  readonly visibility: Visibility;
  readonly widest: Visibility;
  /** Effects turned on or off by name; the others are as they come. */
  readonly effects: Readonly<Record<string, boolean>>;
  readonly models: readonly string[];
  readonly channels: readonly string[];
  readonly roles: readonly string[];
  /** Whether clips are covered until they are clicked: when asked for, or always. */
  readonly cover: (typeof covers)[number];
  /** Whether clips say in their picture that they are animated or AI-generated. */
  readonly label: (typeof labels)[number];
  /** Days until clips made here are deleted; null keeps them. */
  readonly days: number | null;
  /** Credits the community may spend a day besides what the operator allows; null: as the operator says. */
  readonly credits: number | null;
  /** What costs more credits is asked about before it is started; null: nothing is. */
  readonly askAbove: number | null;
  /** Credits a member with a role may spend here a day, by role; whoever has several may spend the most of them. */
  readonly roleCredits: Readonly<Record<string, number>>;
  /** What members with a role may ask for, by role; whoever has several gets the best of them. */
  readonly roleCaps: Readonly<Record<string, Partial<Caps>>>;
  /** What is for age-restricted channels alone: effects and models by name, or one of `adultWords`. */
  readonly adultsOnly: readonly string[];
};

/** Clips with words of one's own, and every clip. */
export const adultWords = ['prompts', 'everything'] as const;

/** The role that everybody has. */
export const everyone = 'everyone';

export const firstRules: Rules = {
  visibility: 'community',
  widest: 'public',
  effects: {},
  models: [],
  channels: [],
  roles: [],
  cover: 'asked',
  label: 'off',
  days: null,
  credits: null,
  askAbove: null,
  roleCredits: {},
  roleCaps: {},
  adultsOnly: [],
};

// They show people doing what they may never have agreed to.
const offAtFirst = ['kiss', 'hug'];

export const effectIsOn = ({ effects }: Rules, name: string): boolean =>
  effects[name] ?? !offAtFirst.includes(name);

export const isWithin = (visibility: Visibility, widest: Visibility): boolean =>
  visibilities.indexOf(visibility) <= visibilities.indexOf(widest);

/** Who sees a new clip when nobody says. */
export const usualVisibility = ({ visibility, widest }: Rules): Visibility =>
  isWithin(visibility, widest) ? visibility : widest;

const fits = (allowed: readonly string[], given: readonly string[]): boolean =>
  allowed.length === 0 || given.some((one) => allowed.includes(one));

export const modelIsOn = ({ models }: Rules, model: string): boolean => fits(models, [model]);

/** The most that any of somebody's roles may spend here a day; null where none says. */
export const roleAllowance = ({ roleCredits }: Rules, roles: readonly string[]): number | null => {
  const allowed = [...roles, everyone].flatMap((role) => roleCredits[role] ?? []);
  return allowed.length === 0 ? null : Math.max(...allowed);
};

/** The part of a community somebody asks in, and what they are there. `adult`: only adults come there. */
export type Membership = {
  readonly channel?: string;
  /** What the channel belongs to, where it is a thread: its rules hold in it too. */
  readonly parent?: string;
  readonly roles?: readonly string[];
  readonly adult?: boolean;
  /** Nobody's caps hold for whoever runs this service. */
  readonly uncapped?: boolean;
};

/** Effects that words bring in besides the one that was chosen; what needs consent is never among them. */
const effectsInWords = (prompt: string): readonly string[] => {
  const { effects, overlays } = understand(prompt);
  return [...effects.map(({ effect }) => effect), ...overlays].filter((name) => !offAtFirst.includes(name));
};

/** Throws Failure `adults_only` for what has its place in age-restricted channels alone, elsewhere. */
export const wantAdults = ({ adultsOnly }: Rules, { adult }: Membership, asked: readonly string[]): void => {
  const what = asked.find((name) => adultsOnly.includes(name));
  if (adult !== true && what !== undefined) throw new Failure('adults_only', { what });
};

/** How widely a clip may be seen: what comes from among adults is never public. */
export const amongAdults = (visibility: Visibility, adult: boolean): Visibility =>
  adult && visibility === 'public' ? 'community' : visibility;

/**
 * Holds an order to the rules. Throws Failure `channel_closed`, `role_missing`, `effect_off`, `adults_only` or
 * `too_open`.
 */
export const obey = (
  rules: Rules,
  { channel = '', parent = channel, roles = [], adult = false }: Membership,
  { effect, prompt, visibility }: Pick<Order, 'effect' | 'prompt' | 'visibility'>,
): void => {
  if (!fits(rules.channels, [channel, parent])) throw new Failure('channel_closed');
  if (!fits(rules.roles, [...roles, everyone])) throw new Failure('role_missing');
  const off = [effect, ...effectsInWords(prompt)].find((name) => !effectIsOn(rules, name));
  if (off !== undefined) throw new Failure('effect_off', { effect: off });
  wantAdults(rules, { adult }, ['everything', effect, ...(prompt.trim() === '' ? [] : ['prompts'])]);
  if (!isWithin(visibility, rules.widest))
    throw new Failure('too_open', { asked: visibility, widest: rules.widest });
};
