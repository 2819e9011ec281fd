import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import { isLoopback } from '../core/allowed-hosts.ts';
import { readPrices } from '../engines/replicate/prices.ts';

export const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
    message: `must be a URL starting with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  });

/** psql names a socket's folder as `host`, and then no host before the path. */
const withHost = (text: string): string =>
  /[?&]host=/.test(text) ? text.replace(/^(postgres(?:ql)?:\/\/[^/@]*@)\//, '$1localhost/') : text;

const isPostgres = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, hash } = new URL(text);
  // Where a password has characters that divide a URL, the rest of it ends up here.
  return /^postgres(?:ql)?:$/.test(protocol) && hash === '' && !pathname.includes('@');
};

/** An address of Postgres, whose `sslmode` means what it means to psql. */
export const postgresUrl = () =>
  z
    .string()
    .transform(withHost)
    .refine(isPostgres, {
      message:
        'must be a URL starting with postgres:// or postgresql://. Write @, # and / in a password as %40, %23 and %2F',
    })
    .transform((text) => {
      const url = new URL(text);
      const { searchParams: options } = url;
      if (options.has('sslmode') && !options.has('uselibpqcompat')) options.set('uselibpqcompat', 'true');
      return url.href;
    });

const isNetwork = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    more === undefined && most > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  );
};

export const networks = () =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every(isNetwork), {
      message: 'must be addresses or networks with commas between them, such as 10.0.0.2,172.16.0.0/12',
    });

const isSafe = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url);

/** A URL that secrets may be sent to: https, or plain http on this machine. */
export const safeUrl = () =>
  url('https', 'http').refine((text) => !URL.canParse(text) || isSafe(new URL(text)), {
    message: 'must be a URL starting with https:// (http:// only to this machine)',
  });

/** Whether a URL points to this machine, a private network, or a name that no public server has. */
const isNear = (url: URL): boolean =>
  isLoopback(url) ||
  /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|^\[f[cd]/.test(url.hostname) ||
  /^[^.[]+$|\.(?:local|lan|internal|home\.arpa)$/.test(url.hostname);

const serverRule =
  'must be URLs with commas between them, starting with https:// (http:// only to this machine or a private network), without a user name';

const isServer = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && isNear(url)));
};

export const servers = () =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((entry) => entry.trim().replace(/\/+$/, '')))])
    .refine((entries) => entries.every(isServer), { message: serverRule });

const hostAndPort = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\]):\d{1,5}$/i;

export const hosts = () =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim().toLowerCase()))
    .refine((entries) => entries.every((entry) => hostAndPort.test(entry)), {
      message: 'must be host:port entries with commas between them',
    });

export const listOf = (form: RegExp, rule: string, prefix = '') =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.trim()))
    .refine((entries) => entries.every((entry) => form.test(entry)), { message: rule })
    .transform((entries) => entries.map((entry) => `${prefix}${entry}`))
    .optional();

export const whole = (minimum: number, maximum: number) =>
  z.coerce
    .number(`must be a whole number from ${minimum} to ${maximum}`)
    .int(`must be a whole number from ${minimum} to ${maximum}`)
    .min(minimum, `must be at least ${minimum}`)
    .max(maximum, `must be at most ${maximum}`);

// The smallest unit is a cent.
export const dollars = () => {
  const rule = 'must be an amount in US dollars, such as 25 or 7.50';
  return z.coerce.number(rule).min(0, rule).max(1_000_000, rule).multipleOf(0.01, rule).optional();
};

export const oneOf = <const T extends readonly string[]>(...words: T) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

export const prices = z.string().transform((text, context) => {
  const read = readPrices(text);
  if (read === null)
    context.addIssue('must be a list like kling-2.6=0.08,veo-3.1=0.25, each model known and named once');
  return read ?? z.NEVER;
});

const countsFromNought = (text: string): boolean => {
  const [ids = '', count = ''] = text.split('/');
  return ids.split(',').every((id) => Number(id) < Number(count));
};

/** `auto`, or which shards this process serves, and how many there are. */
export const shards = () =>
  z
    .string()
    .regex(/^(auto|\d{1,5}(,\d{1,5})*\/\d{1,5})$/, 'must be auto, or shards of how many, such as 0,1/4')
    .refine((text) => text === 'auto' || countsFromNought(text), {
      message: 'must be shards counted from 0, such as 0,1/4',
    });

/** Expands `~` to the home folder if no shell has, as in a `.env` file. */
export const path = () => z.string().transform((text) => resolve(text.replace(/^~(?=\/|$)/, homedir())));
