/** A request to a webhook: the body byte for byte, header names in lower case. */
export type WebhookRequest = {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: URLSearchParams;
};

/** A webhook of another service. `receive` returns the HTTP status to respond with, and the JSON if there is any. */
export type Hook = {
  readonly path: string;
  receive(
    webhookRequest: WebhookRequest,
  ): Promise<number | { readonly status: number; readonly body: unknown }>;
};
