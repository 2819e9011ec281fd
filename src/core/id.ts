import { randomBytes } from 'node:crypto';

/**
 * Creates an unguessable id: 22 URL-safe characters from 128 random bits. It never begins with a dash, which a command
 * line would parse as an option.
 */
export const newId = (): string => {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? newId() : id;
};

/** Whether untrusted text has the form of one of our ids. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text);
