import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { ChatServices } from '../chat/chat.ts';

const menu = z.object({ chat: z.number(), message: z.number() });

/** How an album was answered: by a menu, or by a command with these values. */
const answered = z.union([
  z.object({ menu }),
  z.object({ command: z.string(), values: z.record(z.string(), z.unknown()) }),
]);

export type AlbumAnswer = z.infer<typeof answered>;

type AlbumServices = Pick<ChatServices, 'forms' | 'updates'>;

/** Remembers how an album was answered, for photos that arrive later, at whichever process. */
export const rememberAlbum = async (
  { forms, updates }: AlbumServices,
  bundle: string | null,
  owner: string,
  answer: AlbumAnswer,
): Promise<void> => {
  if (bundle === null) return;
  await updates.note(bundle, await forms.keep(owner, answer));
};

/** How an album was answered; null if nobody remembers. */
export const findAlbum = async (
  { forms, updates }: AlbumServices,
  bundle: string | null,
  owner: string,
): Promise<AlbumAnswer | null> => {
  const all = bundle === null ? [] : await updates.bundled(bundle);
  const note = all.find((one) => one.note !== null)?.note ?? null;
  if (note === null) return null;
  try {
    return answered.parse(await forms.find(owner, note));
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
};
