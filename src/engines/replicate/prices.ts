import type { RemoteModel, Tier } from './models/model.ts';
import { type Restorer, restorer } from './models/repair-model.ts';
import { catalogue } from './models/shipped-models.ts';

/** Prices in US dollars by model, per second or per clip as in its entry. They override the catalogue's prices. */
export type Prices = Readonly<Record<string, number>>;

const known: ReadonlySet<string> = new Set([...catalogue.map(({ name }) => name), restorer.name]);

/** Parses prices such as `kling-2.6=0.08,veo-3.1=0.25`; null unless every model is known and named once. */
export const readPrices = (text: string): Prices | null => {
  const prices = new Map<string, number>();
  for (const entry of text.split(',')) {
    const [, name = '', usd] = /^\s*([a-z0-9.-]+)\s*=\s*(\d+(?:\.\d+)?)\s*$/.exec(entry) ?? [];
    if (prices.has(name) || !known.has(name)) return null;
    prices.set(name, Number(usd));
  }
  return Object.fromEntries(prices);
};

/** The expected cost of one clip, in US dollars. */
export const usdFor = ({ name, per }: RemoteModel, tier: Tier, seconds: number, prices: Prices): number =>
  (prices[name] ?? tier.usd) * (per === 'second' ? seconds : 1);

/** The expected cost of restoring one photo, in US dollars. */
export const usdToRestore = ({ name, usd }: Restorer, prices: Prices): number => prices[name] ?? usd;

/** One credit is one US cent, rounded up. */
export const creditsFor = (usd: number): number => Math.ceil(Number((usd * 100).toFixed(6)));
