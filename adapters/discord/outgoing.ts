import { readFile } from 'node:fs/promises';
import { MessageFlags, type RawFile } from 'discord.js';
import type { Action } from '../../src/core/action.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import type { Messages } from '../../src/text/messages.ts';
import { buttonRows } from './buttons.ts';

/** A file to upload, with words for those who cannot see it. */
export type Upload = {
  readonly path: MarkedFile;
  readonly name: string;
  readonly description: string;
  readonly spoiler: boolean;
};

/** A message of ours before it is in Discord's words. */
export type Outgoing = {
  readonly content: string;
  readonly actions: readonly Action[];
  readonly uploads: readonly Upload[];
  /** The only person it may notify, or null. */
  readonly mentions: string | null;
};

export const textOnly = (content: string, actions: readonly Action[] = []): Outgoing => ({
  content,
  actions,
  uploads: [],
  mentions: null,
});

/** With every file covered until it is clicked. */
export const covered = (message: Outgoing): Outgoing => ({
  ...message,
  uploads: message.uploads.map((upload) => ({ ...upload, spoiler: true })),
});

/** A message as Discord takes it. Mentions are closed but for the one named, on edits too. */
export const bodyOf = (message: Outgoing, messages: Messages, ephemeral = false) => ({
  content: message.content,
  components: buttonRows(message.actions, messages),
  allowed_mentions: { parse: [], users: message.mentions === null ? [] : [message.mentions] },
  ...(ephemeral ? { flags: MessageFlags.Ephemeral } : {}),
  ...(message.uploads.length === 0
    ? {}
    : {
        attachments: message.uploads.map(({ name, description, spoiler }, index) => ({
          id: String(index),
          filename: spoiler ? `SPOILER_${name}` : name,
          description,
        })),
      }),
});

/** The bytes that go with a message. */
export const filesOf = (message: Outgoing): Promise<RawFile[]> =>
  Promise.all(
    message.uploads.map(async ({ path, name, spoiler }) => ({
      name: spoiler ? `SPOILER_${name}` : name,
      data: await readFile(path),
      contentType: 'video/mp4',
    })),
  );
