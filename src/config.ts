import * as z from 'zod';
import {
  dollars,
  hosts,
  listOf,
  networks,
  oneOf,
  path,
  postgresUrl,
  prices,
  safeUrl,
  servers,
  shards,
  url,
  whole,
} from './config/setting-forms.ts';
import { Failure } from './core/failure.ts';
import { resolutions } from './core/order.ts';

const schema = z.object({
  DATA_DIR: path().prefault('./data'),
  BACKUP_FOLDER: path().optional(),
  DATABASE_URL: postgresUrl().optional(),
  REDIS_URL: url('redis', 'rediss')
    .refine((text) => !URL.canParse(text) || /^\/?\d*$/.test(new URL(text).pathname), {
      message: 'must end with the number of a database, such as redis://localhost:6379/2',
    })
    .optional(),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: url('https', 'http').optional(),
  S3_REGION: z.string().default('us-east-1'),
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8787),
  ROLE: oneOf('all', 'bot', 'worker', 'web').default('all'),
  ADMIN_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  WEB_ACCESS_KEY: z.string().min(8, 'must have at least 8 characters').optional(),
  FFMPEG_PATH: z.string().optional(),
  C2PA_CERT: path().optional(),
  C2PA_KEY: path().optional(),
  DEPTH_MODEL: path().optional(),
  DEPTH_MODEL_URL: safeUrl().default(
    'https://huggingface.co/onnx-community/depth-anything-v2-small/resolve/main/onnx/model.onnx',
  ),
  FACE_ANALYSIS: oneOf('on', 'off').default('on'),
  LABEL: oneOf('on', 'off').default('off'),
  WORKERS: whole(1, 64).optional(),
  REMOTE_JOBS: whole(1, 10_000).default(100),
  JOBS_PER_PERSON: whole(1, 10_000).default(10),
  JOBS_PER_COMMUNITY: whole(1, 100_000).default(100),
  STORAGE_PER_PERSON_MB: whole(10, 10_000_000).default(5_000),
  FAULT_MINUTES: whole(1, 10_080).default(120),
  CARD_SECONDS: whole(1, 60).default(5),
  MAX_RESOLUTION: oneOf(...resolutions).optional(),
  MAX_SECONDS: whole(1, 60).optional(),
  RENDER_SECONDS_PER_HOUR: whole(1, 86_400).optional(),
  ALLOWED_SERVERS: listOf(
    /^\d{1,25}$/,
    'must be IDs of Discord servers with commas between them',
    'discord:',
  ),
  ALLOWED_GROUPS: listOf(
    /^-\d{1,20}$/,
    'must be IDs of Telegram groups, such as -1001234567890',
    'telegram:',
  ),
  ALLOWED_USERS: listOf(/^(?:discord|telegram):\d{1,25}$/, 'must be like discord:123,telegram:456'),
  OPERATOR_CONTACT: z
    .string()
    .max(200, 'must have at most 200 characters')
    .regex(/^[^\p{Cc}]+$/u, 'must be one line, such as privacy@example.org')
    .optional(),
  PHOTO_DAYS: whole(1, 3_650).default(30),
  LINK_DAYS: whole(1, 3_650).default(30),
  SESSION_DAYS: whole(1, 400).default(90),
  PUBLIC_URL: url('https', 'http')
    .refine((text) => !URL.canParse(text) || new URL(text).pathname === '/', {
      message: 'must be an address without a path, such as https://clips.example.org',
    })
    .optional(),
  TRUSTED_PROXIES: networks().optional(),
  ATTACHMENT_HOSTS: hosts().optional(),
  REPLICATE_API_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be a token without spaces')
    .optional(),
  REPLICATE_API_URL: safeUrl().default('https://api.replicate.com/v1'),
  REPLICATE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=]+$/, 'must be a signing secret starting with whsec_')
    .optional(),
  COMFYUI_URL: servers().optional(),
  COMFYUI_AUTHORIZATION: z
    .string()
    .regex(/^[\x20-\x7e]+$/, 'must be the whole value of an Authorization header, such as Bearer abc')
    .optional(),
  CREDITS_DAILY: whole(0, 1_000_000).default(100),
  COMMUNITY_CREDITS_DAILY: whole(0, 100_000_000).optional(),
  ASK_ABOVE: whole(0, 1_000_000).default(50),
  BUDGET_DAILY: dollars(),
  BUDGET_MONTHLY: dollars(),
  SPENDING: oneOf('on', 'off').default('on'),
  REPLICATE_PRICES: prices.optional(),
  DISCORD_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be a token without spaces')
    .optional(),
  DISCORD_API_URL: safeUrl().default('https://discord.com/api'),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be the 64 hexadecimal digits that the application page shows')
    .optional(),
  DISCORD_SHARDS: shards().default('auto'),
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'must be a token of BotFather, such as 123456:ABC-DEF')
    .optional(),
  TELEGRAM_API_URL: safeUrl().default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -')
    .optional(),
  LOG_LEVEL: oneOf('silent', 'error', 'warn', 'info', 'debug').optional(),
});

export type Config = z.infer<typeof schema>;

export const settingNames = Object.keys(schema.shape);

/** Throws `Failure` `bad_setting` if one of two settings that belong together is missing. */
const requirePairs = (config: Config): Config => {
  const { C2PA_CERT, C2PA_KEY, S3_BUCKET, S3_ENDPOINT } = config;
  if (S3_ENDPOINT !== undefined && S3_BUCKET === undefined)
    throw new Failure('bad_setting', { name: 'S3_ENDPOINT', rule: 'must be set together with S3_BUCKET' });
  if ((C2PA_CERT === undefined) === (C2PA_KEY === undefined)) return config;
  const [name, other] = C2PA_CERT === undefined ? ['C2PA_CERT', 'C2PA_KEY'] : ['C2PA_KEY', 'C2PA_CERT'];
  throw new Failure('bad_setting', { name, rule: `must be set together with ${other}` });
};

/**
 * Reads settings from the environment; empty means not set. Throws `Failure` `bad_setting` with the setting's name,
 * never its value.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const present = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const parsed = schema.safeParse(Object.fromEntries(present));
  if (parsed.success) return requirePairs(parsed.data);
  const [issue] = parsed.error.issues;
  throw new Failure('bad_setting', { name: String(issue?.path[0]), rule: issue?.message ?? 'is not valid' });
};
