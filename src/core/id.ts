import { randomBytes } from 'node:crypto';

/** A new unguessable id: 128 random bits as 22 URL-safe characters. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** Whether a stranger's text has the form of one of our ids. */
export const isId = (text: string): boolean => /^[A-Za-z0-9_-]{22}$/.test(text);
