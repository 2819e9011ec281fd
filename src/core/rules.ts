import { Failure } from './failure.ts';
import type { Order } from './order.ts';
import { type Visibility, visibilities } from './visibility.ts';

export const covers = ['asked', 'always'] as const;

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
  /** Days until clips made here are deleted; null keeps them. */
  readonly days: number | null;
  /** Credits the community may spend a day besides what the operator allows; null: as the operator says. */
  readonly credits: number | null;
};

export const firstRules: Rules = {
  visibility: 'community',
  widest: 'public',
  effects: {},
  models: [],
  channels: [],
  roles: [],
  cover: 'asked',
  days: null,
  credits: null,
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

/** The part of a community somebody asks in, and what they are there. */
export type Standing = {
  readonly channel?: string;
  /** What the channel belongs to, where it is a thread: its rules hold in it too. */
  readonly parent?: string;
  readonly roles?: readonly string[];
};

/** Holds an order to the rules. Throws Failure `channel_closed`, `role_missing`, `effect_off` or `too_open`. */
export const obey = (
  rules: Rules,
  { channel = '', parent = channel, roles = [] }: Standing,
  order: Pick<Order, 'effect' | 'visibility'>,
): void => {
  if (!fits(rules.channels, [channel, parent])) throw new Failure('channel_closed');
  if (!fits(rules.roles, roles)) throw new Failure('role_missing');
  if (!effectIsOn(rules, order.effect)) throw new Failure('effect_off', { effect: order.effect });
  if (!isWithin(order.visibility, rules.widest))
    throw new Failure('too_open', { asked: order.visibility, widest: rules.widest });
};
