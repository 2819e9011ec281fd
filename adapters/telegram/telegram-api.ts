import { Agent } from 'node:http';
import { Telegram, TelegramError } from 'telegraf';
import { isLoopback } from '../../src/core/allowed-hosts.ts';

/** A local file, or bytes, to upload. */
export type UploadFile = { readonly source: string | Buffer; readonly filename: string };

/** Parameters of a Bot API method, under Telegram's names. */
export type Payload = Readonly<Record<string, unknown>>;

/** Telegram rejected the call. The description may name chats but never contains message content. */
export class Refused extends Error {
  readonly code: number;
  /** Seconds to wait before a retry. */
  readonly wait: number | null;
  /** The id of the chat that a migrated group moved to. */
  readonly movedTo: number | null;

  constructor(code: number, description: string, wait: number | null, movedTo: number | null) {
    super(`${code} ${description}`);
    this.name = 'Refused';
    this.code = code;
    this.wait = wait;
    this.movedTo = movedTo;
  }
}

/** No response arrived. `sent` tells whether the request may have reached Telegram. */
export class Unanswered extends Error {
  readonly sent: boolean;
  /** Whether we timed out, so the request may still be in flight. */
  readonly late: boolean;

  constructor(why: string, sent: boolean, late = false) {
    super(why);
    this.name = 'Unanswered';
    this.sent = sent;
    this.late = late;
  }
}

/** The Bot API, without policy: one call is one request. */
export type TelegramApi = {
  call(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown>;
  /** Download URL of a file. It contains the bot token and must never be shown. */
  fileUrl(path: string): string;
  /** Whether the server runs on this machine. */
  readonly isLocal: boolean;
};

// With these errors the connection failed, so the request was never sent.
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const isUpload = (value: unknown): value is UploadFile =>
  typeof value === 'object' && value !== null && 'source' in value;

const filled = (payload: Payload) =>
  Object.entries(payload).filter(([, value]) => value !== undefined && value !== null);

// In multipart forms Telegraf silently drops plain objects such as `reply_parameters`, so they are serialized here.
const formOf = (payload: Payload): Payload => {
  const fields = filled(payload);
  if (!fields.some(([, value]) => isUpload(value))) return Object.fromEntries(fields);
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      typeof value === 'object' && !isUpload(value) ? JSON.stringify(value) : value,
    ]),
  );
};

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** Maps an error without the request: Telegraf's errors contain the full payload. */
const toldOf = (error: unknown): Error => {
  if (!(error instanceof TelegramError)) {
    const code = codeOf(error);
    return new Unanswered(code ?? 'no answer', code === null || !unreached.has(code), code === null);
  }
  const { retry_after: wait = null, migrate_to_chat_id: movedTo = null } = error.parameters ?? {};
  return new Refused(error.code, error.description, wait, movedTo);
};

type Caller = {
  callApi(method: string, payload: Payload, options: { signal?: AbortSignal | undefined }): Promise<unknown>;
};

/** Creates a client for the API at `root`, such as https://api.telegram.org. */
export const openApi = (token: string, root: string): TelegramApi => {
  const base = root.endsWith('/') ? root : `${root}/`;
  const telegram = new Telegram(token, { apiRoot: base, webhookReply: false });
  // Telegraf keeps connections open only to addresses with https, and drops an agent for others that is given with the options.
  if (base.startsWith('http:')) telegram.options.agent = new Agent({ keepAlive: true });
  const caller = telegram as unknown as Caller;
  return {
    call: (method, payload, signal) =>
      caller.callApi(method, formOf(payload), { signal }).catch((error: unknown) => {
        throw toldOf(error);
      }),
    fileUrl: (path) => new URL(`file/bot${token}/${path}`, base).href,
    isLocal: isLoopback(new URL(base)),
  };
};
