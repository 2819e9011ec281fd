import type { Json } from './json.ts';

/** A chat update, stored until it is answered. Updates in one bundle are answered together. */
export type StoredUpdate = { readonly id: string; readonly body: Json; readonly bundle: string | null };

/** An update this process holds, and how often it was taken. A higher count means that another process has it. */
export type HeldUpdate = { readonly id: string; readonly tries: number };

export type BundledUpdate = StoredUpdate & { readonly done: boolean; readonly note: string | null };

/** Stores updates so that none is lost. */
export type UpdateStore = {
  /** Stores and holds updates. Returns the ids of the new ones. */
  receive(updates: readonly StoredUpdate[]): Promise<ReadonlySet<string>>;
  /** Renews our hold. Returns those that no other process has taken over. */
  hold(held: readonly HeldUpdate[]): Promise<ReadonlySet<string>>;
  /** Takes over updates that no process holds any more. */
  takeLost(): Promise<readonly (StoredUpdate & HeldUpdate)[]>;
  /** The updates of a bundle; `done` are those that were answered. `note`: what was last noted about the bundle. */
  bundled(bundle: string): Promise<readonly BundledUpdate[]>;
  /** Takes the right to answer a bundle, which is held and finished like an update; null while another process has it, and once it was answered. */
  claim(bundle: string): Promise<HeldUpdate | null>;
  /** Notes something about a bundle, for every process that answers it later. */
  note(bundle: string, note: string): Promise<void>;
  /** Whether an update that contains this isn't answered yet. */
  isWaiting(part: Json): Promise<boolean>;
  finish(ids: readonly string[]): Promise<void>;
  forget(): Promise<void>;
};
