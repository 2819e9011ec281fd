/** Formats seconds as a duration: 1.5 s, 2 min 5 s. */
const durationIn = (locale: string) => {
  const unit = (name: 'second' | 'minute', value: number): string =>
    value.toLocaleString(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    });
  const parts = (...units: string[]): string =>
    new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(units);
  return (seconds: number): string => {
    if (seconds < 60) return unit('second', seconds);
    const whole = Math.round(seconds);
    return parts(unit('minute', Math.floor(whole / 60)), unit('second', whole % 60));
  };
};

const ages = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Formats a time in the past by its age in seconds: 5 minutes ago. */
const agoIn =
  (locale: string) =>
  (seconds: number): string => {
    const [unit, size] = ages.find(([, least]) => seconds >= least) ?? (['second', 1] as const);
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
  };

/** Formatters for amounts, lists and times in a locale. */
export const amountsIn = (locale: string) => ({
  number: (value: number, digits = 0): string =>
    value.toLocaleString(locale, { maximumFractionDigits: digits }),
  duration: durationIn(locale),
  ago: agoIn(locale),
  percent: (fraction: number): string => fraction.toLocaleString(locale, { style: 'percent' }),
  /** US cents as dollars. */
  dollars: (cents: number): string =>
    (cents / 100).toLocaleString(locale, { style: 'currency', currency: 'USD' }),
  /** Formats a price in US dollars, precise enough for the price of a second. */
  price: (usd: number): string =>
    usd.toLocaleString(locale, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 }),
  list: (items: readonly string[]): string => new Intl.ListFormat(locale).format(items),
  either: (items: readonly string[]): string =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(items),
  moment: (date: Date): string =>
    `${date.toLocaleString(locale, { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' })} UTC`,
});
