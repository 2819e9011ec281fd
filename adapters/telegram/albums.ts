import type { BoundCommand } from '../../src/core/command.ts';

/** How an album was answered: by a menu, or by a command with these values. */
export type AlbumAnswer =
  | { readonly menu: { readonly chat: number; readonly message: number } }
  | { readonly command: BoundCommand; readonly values: Readonly<Record<string, unknown>> };

const most = 1_000;

/** Remembers how the latest albums were answered, for photos that arrive later. */
export const openAlbums = () => {
  const answers = new Map<string, AlbumAnswer>();
  return {
    find: (bundle: string | null): AlbumAnswer | undefined =>
      bundle === null ? undefined : answers.get(bundle),
    remember: (bundle: string | null, answer: AlbumAnswer): void => {
      if (bundle === null) return;
      answers.set(bundle, answer);
      const [oldest] = answers.keys();
      if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    },
  };
};

export type Albums = ReturnType<typeof openAlbums>;
