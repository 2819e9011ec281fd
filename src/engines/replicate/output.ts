import type { Json } from '../../core/json.ts';

const urlsIn = (value: Json | undefined): string[] => {
  if (typeof value === 'string') return /^https?:\/\//.test(value) && URL.canParse(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(urlsIn);
};

/** The URL in an output, which can be a string, a list or an object. Null unless there is exactly one. */
export const clipUrl = (output: Json | undefined): URL | null => {
  const [url, ...others] = urlsIn(output);
  return url === undefined || others.length > 0 ? null : new URL(url);
};
