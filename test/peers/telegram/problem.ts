/** An answer that is an error, in Telegram's own words. */
export class Problem extends Error {
  readonly status: number;
  readonly parameters: Readonly<Record<string, number>> | undefined;
  /** True when a careful bot would never have asked. */
  readonly careless: boolean;

  constructor(
    status: number,
    description: string,
    more: { parameters?: Record<string, number>; careless?: boolean } = {},
  ) {
    super(description);
    this.status = status;
    this.parameters = more.parameters;
    this.careless = more.careless ?? false;
  }
}

const bad = (text: string): Problem => new Problem(400, `Bad Request: ${text}`);
const careless = (text: string): Problem => new Problem(400, `Bad Request: ${text}`, { careless: true });

export const problems = {
  unauthorized: () => new Problem(401, 'Unauthorized'),
  unknownMethod: () => new Problem(404, 'Not Found'),
  tooLarge: () => new Problem(413, 'Request Entity Too Large'),
  notJson: () => careless("can't parse JSON object"),
  blocked: () => new Problem(403, 'Forbidden: bot was blocked by the user'),
  neverStarted: () => new Problem(403, "Forbidden: bot can't initiate conversation with a user"),
  kicked: (type: string) => new Problem(403, `Forbidden: bot was kicked from the ${type} chat`),
  migrated: (id: number) =>
    new Problem(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      parameters: { migrate_to_chat_id: id },
    }),
  flood: (seconds: number) =>
    new Problem(429, `Too Many Requests: retry after ${seconds}`, { parameters: { retry_after: seconds } }),
  otherPoller: () =>
    new Problem(
      409,
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    ),
  webhookActive: () =>
    new Problem(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ),
  chatNotFound: () => bad('chat not found'),
  userNotFound: () => bad('user not found'),
  threadNotFound: () => bad('message thread not found'),
  repliedNotFound: () => bad('message to be replied not found'),
  editNotFound: () => bad('message to edit not found'),
  notEditable: () => bad("message can't be edited"),
  notModified: () =>
    bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    ),
  noText: () => bad('there is no text in the message to edit'),
  noCaption: () => bad('there is no caption in the message to edit'),
  reactionNotFound: () => bad('message to react not found'),
  reactionInvalid: () => bad('REACTION_INVALID'),
  deleteNotFound: () => bad('message to delete not found'),
  notDeletable: () => bad("message can't be deleted for everyone"),
  queryTooOld: () => bad('query is too old and response timeout expired or query ID is invalid'),
  ephemeralRefused: () => bad('USER_EPHEMERAL_MESSAGE_FORBIDDEN'),
  fileTooBig: () => bad('file is too big'),
  unknownFile: () => bad('wrong file_id or the file is temporarily unavailable'),
  wrongFile: () => bad('wrong file identifier/HTTP URL specified'),
  wrongKind: (from: string, to: string) => bad(`can't use file of type ${from} as ${to}`),
  imageFailed: () => bad('IMAGE_PROCESS_FAILED'),
  careless,
};
