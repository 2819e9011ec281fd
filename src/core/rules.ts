import type { Caps } from './caps.ts';
import { Failure } from './failure.ts';
import type { Order } from './order.ts';
import { type Visibility, visibilities } from './permission.ts';
import type { Target } from './target.ts';
import { effectsNamed, understand } from './words/understand.ts';

export const covers = ['asked', 'always'] as const;
export const labels = ['off', 'always'] as const;
export const presetSharers = ['admins', 'members'] as const;

/** What a community allows, as decided by its admins. An empty list allows everything. */
export type Rules = {
  /** The default visibility of new clips, and the widest one allowed. */
  readonly visibility: Visibility;
  readonly widest: Visibility;
  /** Effects turned on or off by name. Others keep their default. */
  readonly effects: Readonly<Record<string, boolean>>;
  readonly models: readonly string[];
  readonly channels: readonly string[];
  readonly roles: readonly string[];
  /** Whether clips get a spoiler: when requested, or always. */
  readonly cover: (typeof covers)[number];
  /** Whether clips show a label that says they are animated or AI-generated. */
  readonly label: (typeof labels)[number];
  /** Days until clips made here are deleted; null keeps them. */
  readonly days: number | null;
  /** Credits the community may spend per day, at most the operator's limit. Null uses that limit. */
  readonly credits: number | null;
  /** Renders that cost more credits need confirmation. 0: none do; null: the operator's setting applies. */
  readonly askAbove: number | null;
  /** Credits a member with a role may spend here per day, by role. With several roles, the highest applies. */
  readonly roleCredits: Readonly<Record<string, number>>;
  /** Caps for members with a role, by role. With several roles, the best of each applies. */
  readonly roleCaps: Readonly<Record<string, Partial<Caps>>>;
  /** What is limited to age-restricted channels: effects and models by name, or one of `adultWords`. */
  readonly adultsOnly: readonly string[];
  /** Whether only models whose licence plainly allows commercial use may render here. */
  readonly commercial: boolean;
  /** Who may share presets here. */
  readonly presets: (typeof presetSharers)[number];
  /** Words that prompts here may not contain, besides the list that holds everywhere. */
  readonly blockedWords: readonly string[];
  /** The channel where new reports of clips made here are posted. */
  readonly reports: { readonly channel: string; readonly address: Target } | null;
};

/** Clips with a custom prompt, and every clip. */
export const adultWords = ['prompts', 'everything'] as const;

/** The role that every member has. */
export const everyone = 'everyone';

export const defaultRules: Rules = {
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
  commercial: false,
  presets: 'admins',
  blockedWords: [],
  reports: null,
};

// They show people doing things they may never have agreed to.
const offAtFirst = ['kiss', 'hug'];

export const effectIsOn = ({ effects }: Rules, name: string): boolean =>
  effects[name] ?? !offAtFirst.includes(name);

export const isWithin = (visibility: Visibility, widest: Visibility): boolean =>
  visibilities.indexOf(visibility) <= visibilities.indexOf(widest);

/** The default visibility of new clips, limited to the widest one allowed. */
export const defaultVisibility = ({ visibility, widest }: Rules): Visibility =>
  isWithin(visibility, widest) ? visibility : widest;

const fits = (allowed: readonly string[], ids: readonly string[]): boolean =>
  allowed.length === 0 || ids.some((one) => allowed.includes(one));

export const modelIsOn = ({ models }: Rules, model: string): boolean => fits(models, [model]);

/** The highest daily allowance of any of a person's roles here. Null if none sets one. */
export const roleAllowance = ({ roleCredits }: Rules, roles: readonly string[]): number | null => {
  const allowed = [...roles, everyone].flatMap((role) => roleCredits[role] ?? []);
  return allowed.length === 0 ? null : Math.max(...allowed);
};

/** The channel a person makes a request in, and their roles there. `adult`: the channel is age-restricted; null if not known. */
export type Membership = {
  readonly channel?: string;
  /** The parent channel, if the channel is a thread. Its rules apply in the thread too. */
  readonly parent?: string;
  readonly roles?: readonly string[];
  readonly adult?: boolean | null;
  /** Whether the person operates this service, so that no caps apply. */
  readonly uncapped?: boolean;
};

/** Effects that the prompt adds to the chosen one. The local engine never adds a kiss or a hug, but a model may. */
const effectsInWords = (prompt: string, remote: boolean): readonly string[] => {
  const { effects, overlays } = understand(prompt);
  const added = [...effects.map(({ effect }) => effect), ...overlays];
  return [...added.filter((name) => !offAtFirst.includes(name)), ...(remote ? effectsNamed(prompt) : [])];
};

/** Throws `Failure` `adults_only` if something limited to age-restricted channels is requested elsewhere. */
export const requireAdults = (
  { adultsOnly }: Rules,
  { adult }: Membership,
  requested: readonly string[],
): void => {
  const what = requested.find((name) => adultsOnly.includes(name));
  if (adult !== true && what !== undefined) throw new Failure('adults_only', { what });
};

/** Limits the visibility of a clip: those from age-restricted channels are never public. */
export const amongAdults = (visibility: Visibility, adult: boolean): Visibility =>
  adult && visibility === 'public' ? 'community' : visibility;

/**
 * Checks an order against the rules. `remote`: a remote model may read its prompt, or did. Throws `Failure` `channel_closed`, `role_missing`, `effect_off`, `adults_only` or
 * `too_open`.
 */
export const requireAllowed = (
  rules: Rules,
  { channel = '', parent = channel, roles = [], adult = false }: Membership,
  {
    effect,
    prompt,
    visibility,
    remote,
  }: Pick<Order, 'effect' | 'prompt' | 'visibility'> & { readonly remote: boolean },
): void => {
  if (!fits(rules.channels, [channel, parent])) throw new Failure('channel_closed');
  if (!fits(rules.roles, [...roles, everyone])) throw new Failure('role_missing');
  const off = [effect, ...effectsInWords(prompt, remote)].find((name) => !effectIsOn(rules, name));
  if (off !== undefined) throw new Failure('effect_off', { effect: off });
  requireAdults(rules, { adult }, ['everything', effect, ...(prompt.trim() === '' ? [] : ['prompts'])]);
  if (!isWithin(visibility, rules.widest))
    throw new Failure('too_open', { asked: visibility, widest: rules.widest });
};
