/** A browser that is signed in. `id` names it without letting anyone use it. */
export type WebSession = {
  readonly id: string;
  readonly owner: string;
  /** What the visitor proved to know when signing in; null without an access key. */
  readonly key: string | null;
  /** The browser, as it describes itself. */
  readonly agent: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
};

/** Sign-ins on the web page. A session that isn't used for `days` ends. */
export interface WebSessions {
  readonly days: number;
  /** Begins a session that a secret token opens. `seconds`: how long it lasts, if not `days`. */
  begin(token: string, session: Pick<WebSession, 'owner' | 'key' | 'agent'>, seconds?: number): Promise<void>;
  /** The session a token opens, or null. `due`: it should be renewed, the first time because it came back. */
  find(token: string): Promise<(WebSession & { readonly due: boolean }) | null>;
  /** Extends a session that is used. */
  renew(token: string): Promise<void>;
  /** Whether the owner's cookie from before sessions counts no longer: the browser has used its session, or one ended. */
  replaced(owner: string): Promise<boolean>;
  /** An owner's sessions, the last used first. */
  list(owner: string): Promise<readonly WebSession[]>;
  /** Ends one of an owner's sessions, or all but one. */
  end(owner: string, which: { readonly id: string } | { readonly except: string }): Promise<void>;
}
