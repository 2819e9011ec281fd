/** An answer that is an error, with Discord's own status, code and words. */
export class Problem extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: unknown;
  /** Seconds until it may be tried again. */
  retryAfter: number | null = null;

  constructor(status: number, code: number, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const problems = {
  unauthorized: () => new Problem(401, 0, '401: Unauthorized'),
  unknownRoute: () => new Problem(404, 0, '404: Not Found'),
  unknownChannel: () => new Problem(404, 10003, 'Unknown Channel'),
  unknownMessage: () => new Problem(404, 10008, 'Unknown Message'),
  unknownWebhook: () => new Problem(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new Problem(404, 10062, 'Unknown interaction'),
  tooLarge: () => new Problem(413, 40005, 'Request entity too large'),
  acknowledged: () => new Problem(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new Problem(403, 50001, 'Missing Access'),
  directMessagesClosed: () => new Problem(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: () => new Problem(403, 50013, 'Missing Permissions'),
  deadToken: () => new Problem(401, 50027, 'Invalid Webhook Token'),
  invalidForm: (complaints: readonly string[]) =>
    new Problem(400, 50035, 'Invalid Form Body', {
      _errors: complaints.map((message) => ({ code: 'INVALID', message })),
    }),
  emptyMessage: () => new Problem(400, 50006, 'Cannot send an empty message'),
  followUpLimit: () => new Problem(400, 40094, 'Maximum number of follow up messages reached'),
  noText: () => new Problem(400, 50008, 'Cannot send messages in a non-text channel'),
  archived: () => new Problem(400, 50083, 'Thread is archived'),
  locked: () => new Problem(403, 160005, 'Thread is locked'),
  slow: (seconds: number) =>
    Object.assign(new Problem(429, 20016, 'This action cannot be performed due to slowmode rate limit'), {
      retryAfter: seconds,
    }),
  editOthers: () => new Problem(403, 50005, 'Cannot edit a message authored by another user'),
};
