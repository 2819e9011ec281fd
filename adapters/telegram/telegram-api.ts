import { Telegram, TelegramError } from 'telegraf';

/** A local file to upload. */
export type Upload = { readonly source: string; readonly filename: string };

/** What a method takes, as Telegram names it. */
export type Payload = Readonly<Record<string, unknown>>;

/** Telegram answered no. What it says of itself may name chats, never what was written in them. */
export class Refused extends Error {
  readonly code: number;
  /** Seconds until it may be asked again. */
  readonly wait: number | null;
  /** Where the chat has moved to. */
  readonly movedTo: number | null;

  constructor(code: number, description: string, wait: number | null, movedTo: number | null) {
    super(`${code} ${description}`);
    this.name = 'Refused';
    this.code = code;
    this.wait = wait;
    this.movedTo = movedTo;
  }
}

/** No answer came. `sent` tells whether the request may have arrived all the same. */
export class Unanswered extends Error {
  readonly sent: boolean;
  /** Whether we gave up waiting, so that it may still be on its way. */
  readonly late: boolean;

  constructor(why: string, sent: boolean, late = false) {
    super(why);
    this.name = 'Unanswered';
    this.sent = sent;
    this.late = late;
  }
}

/** The Bot API, without policy: one call is one request. */
export type Api = {
  call(method: string, payload: Payload, signal?: AbortSignal): Promise<unknown>;
  /** Where a file can be fetched; it holds the token and must never be shown. */
  fileUrl(path: string): string;
};

// Never on its way: nobody was there to hear it.
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const isUpload = (value: unknown): value is Upload =>
  typeof value === 'object' && value !== null && 'source' in value;

const filled = (payload: Payload) =>
  Object.entries(payload).filter(([, value]) => value !== undefined && value !== null);

// In a form Telegraf silently drops plain objects, such as the message that is replied to.
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

/** What went wrong, without the request: Telegraf's errors carry all that was said. */
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

/** Opens the API at `root`, such as https://api.telegram.org. */
export const openApi = (token: string, root: string): Api => {
  const base = root.endsWith('/') ? root : `${root}/`;
  const telegram = new Telegram(token, { apiRoot: base, webhookReply: false });
  const caller = telegram as unknown as Caller;
  return {
    call: (method, payload, signal) =>
      caller.callApi(method, formOf(payload), { signal }).catch((error: unknown) => {
        throw toldOf(error);
      }),
    fileUrl: (path) => new URL(`file/bot${token}/${path}`, base).href,
  };
};
