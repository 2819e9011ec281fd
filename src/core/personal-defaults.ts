import { Failure } from './failure.ts';
import { anyModel, type Ratio } from './order.ts';
import type { firstVisibilities, Visibility } from './permission.ts';
import { defaultVisibility, effectIsOn, isWithin, modelIsOn, type Rules } from './rules.ts';

/** What one person set for their new clips. Whatever is missing follows the effect, the photo or the community. */
export type PersonalDefaults = {
  readonly effect?: string;
  readonly model?: string;
  readonly ratio?: Ratio;
  readonly seconds?: number;
  readonly commercial?: boolean;
  readonly visibility?: (typeof firstVisibilities)[number];
};

export const defaultNames = [
  'effect',
  'model',
  'ratio',
  'seconds',
  'commercial',
  'visibility',
] as const satisfies readonly (keyof PersonalDefaults)[];
export type DefaultName = (typeof defaultNames)[number];

/** The default visibility of a person's new clips in a community: their own if it allows that. */
export const visibilityWith = (rules: Rules, { visibility }: PersonalDefaults): Visibility =>
  visibility !== undefined && isWithin(visibility, rules.widest) ? visibility : defaultVisibility(rules);

/** What decides whether a default can be used. */
type Offered = {
  readonly effects: readonly string[];
  readonly models: readonly string[];
  /** The rules of the community, if any, and the models a person may use there. */
  readonly rules: Rules | null;
  readonly allowed: readonly string[];
};

/**
 * The defaults of a new clip: effect and model only if they weren't given and aren't turned off in the community; ratio,
 * seconds and commercial use always. Visibility is decided by `visibilityWith`. Throws `Failure`
 * `default_gone` for an effect or model that no longer exists.
 */
export const defaultsFor = (
  set: PersonalDefaults,
  requested: Readonly<Partial<Record<string, unknown>>>,
  { effects, models, rules, allowed }: Offered,
): PersonalDefaults => {
  const isOpen = (name: string): boolean => (requested[name] ?? null) === null;
  const pick = (name: 'effect' | 'model', offered: readonly string[], isOn: (value: string) => boolean) => {
    const value = set[name];
    if (value === undefined || value === anyModel || !isOpen(name)) return {};
    if (!offered.includes(value)) throw new Failure('default_gone', { option: name, value });
    return isOn(value) ? { [name]: value } : {};
  };
  const isAllowed = (model: string): boolean => allowed.includes(model);
  return {
    ...(set.ratio === undefined ? {} : { ratio: set.ratio }),
    ...(set.seconds === undefined ? {} : { seconds: set.seconds }),
    ...(set.commercial === undefined ? {} : { commercial: set.commercial }),
    ...pick('effect', effects, (name) => rules === null || effectIsOn(rules, name)),
    ...pick('model', models, (name) => isAllowed(name) && (rules === null || modelIsOn(rules, name))),
  };
};

/** The default visibility of a person's new clips in a community, and whether every clip gets a spoiler. */
export type CommunityDefaults = {
  readonly visibility: Visibility;
  readonly spoiler: boolean;
  /** Effects that are turned off there. */
  readonly off: readonly string[];
};
