import type { z } from 'zod';
import type { Body } from './body.ts';
import { editMessage, methods } from './shapes.ts';

/** Complaints about a call: fields we never meant to send, missing ones, and values of another type. */
export type Check = (method: string, body: Body) => readonly string[];

const unpackedOr = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const describe = ({ path, message }: z.core.$ZodIssue): string => `${path.join('.')} ${message}`.trim();

// Where several shapes would do, the one that came nearest tells most.
const issuesOf = (issues: readonly z.core.$ZodIssue[]): string[] =>
  issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [describe(issue)];
    const tries = issue.errors.map(issuesOf).sort((one, other) => one.length - other.length);
    return (tries[0] ?? []).map((complaint) => `${issue.path.join('.')}.${complaint}`);
  });

/** Checks a call against what we know of the Bot API and mean to use of it. */
export const checkCall: Check = (method, { payload, files, texts }) => {
  const shape = methods[method] ?? editMessage[method];
  if (shape === undefined) return [`${method} is not a method we know`];
  // Telegraf names the method once more in its forms.
  const { method: _method, ...rest } = payload;
  const fields: Readonly<Record<string, z.ZodType>> = shape.shape;
  const read = (name: string, value: unknown): unknown => {
    const nested = typeof value === 'string' && /^\s*[[{]/.test(value);
    const fits = fields[name]?.safeParse(value).success ?? true;
    return fits || !(texts || nested) ? value : unpackedOr(value);
  };
  const values = {
    ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, read(name, value)])),
    ...Object.fromEntries([...files.keys()].filter((name) => name in fields).map((name) => [name, 'a file'])),
  };
  const missing = [...JSON.stringify(payload).matchAll(/attach:\/\/([\w-]+)/g)].flatMap(([, name = '']) =>
    files.has(name) ? [] : [`no part for attach://${name}`],
  );
  const { error } = shape.safeParse(values);
  return [...missing, ...(error === undefined ? [] : issuesOf(error.issues))];
};
