import type { RemoteModel, Tier } from './models/model.ts';

/** US dollars by model, a second or a clip as its catalogue entry says, instead of the prices there. */
export type Prices = Readonly<Record<string, number>>;

/** What one clip is expected to cost, in US dollars. */
export const usdFor = ({ name, per }: RemoteModel, tier: Tier, seconds: number, prices: Prices): number =>
  (prices[name] ?? tier.usd) * (per === 'second' ? seconds : 1);

/** One credit is one US cent, rounded up. */
export const creditsFor = (usd: number): number => Math.ceil(Number((usd * 100).toFixed(6)));
