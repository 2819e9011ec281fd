import type { WebSession } from '../../src/core/browser-session.ts';

// In the order in which they are found: Edge also calls itself Chrome, and Chrome Safari.
const browsers = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'] as const;
const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' };
const systems = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const;

/** A browser as people call it, such as `Firefox · Linux`. */
export const browserName = ({ agent }: Pick<WebSession, 'agent'>): string =>
  [browsers, systems]
    .flatMap((list: readonly string[]) => list.find((name) => agent.includes(name)) ?? [])
    .map((name) => names[name] ?? name)
    .join(' · ') || agent.slice(0, 40);
