import type { en } from './en/en.ts';
import type { SameWords } from './en/words.ts';
import type { Language } from './language.ts';

/** What every language besides English must hold: all that English does. */
export type Translation = Language &
  SameWords & { readonly actions: Readonly<Record<keyof typeof en.actions, string>> };
