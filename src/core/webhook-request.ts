/** A request to a hook: the body byte for byte, header names in lower case. */
export type WebhookRequest = {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
};

/** Where another service tells us news; `receive` gives the HTTP status to answer with, and the JSON where there is any. */
export type Hook = {
  readonly path: string;
  receive(
    webhookRequest: WebhookRequest,
  ): Promise<number | { readonly status: number; readonly body: unknown }>;
};
