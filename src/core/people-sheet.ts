/** A person as admins see them: how many jobs they ordered, how many are unfinished, and what is stored for them. */
export type PersonLine = {
  readonly owner: string;
  readonly jobs: number;
  readonly open: number;
  readonly clips: number;
  readonly bytes: number;
  readonly seenAt: Date | null;
  /** Blocked everywhere. */
  readonly blocked: boolean;
};

/** People, who is blocked everywhere, and the limits of each person; null or 0 means no limit. */
export type PeopleSheet = {
  readonly people: readonly PersonLine[];
  readonly blocked: readonly string[];
  readonly limits: {
    readonly jobs: number | null;
    readonly bytes: number | null;
    /** Seconds rendered locally per hour. */
    readonly rendered: number | null;
    /** Free credits per day. */
    readonly credits: number;
  };
};
