import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { Failure } from '../../src/core/failure.ts';
import type { Platform } from '../../src/core/platform.ts';
import { answering, listen } from './listen.ts';

export type Message = {
  readonly channel: string;
  readonly nonce: string;
  readonly text: string;
  readonly clips: number;
};

export type ChatServer = {
  readonly url: string;
  readonly messages: readonly Message[];
  close(): Promise<void>;
};

/**
 * A strict stand-in for a chat that posts a message once per nonce, as Discord does. One answer in `failEvery` is an
 * error 500 although the message was posted.
 */
export const startChat = async (options: { failEvery: number }): Promise<ChatServer> => {
  const messages: Message[] = [];
  let asked = 0;
  const server = createServer(
    answering(async (request, response) => {
      const message = (await json(request)) as Message;
      asked += 1;
      if (!messages.some((other) => other.nonce === message.nonce)) messages.push(message);
      response.writeHead(asked % options.failEvery === 0 ? 500 : 200).end('{}');
    }),
  );
  const { url, close } = await listen(server);
  return { url, messages, close };
};

/** A platform on that chat. */
export const chatPlatform = (url: string): Platform => ({
  name: 'chat',
  deliver: async (address, reply, { check, key, signal }) => {
    const { channel } = address;
    const body = JSON.stringify({ channel, nonce: key, text: reply.text.key, clips: reply.clips.length });
    await check();
    const response = await fetch(url, { method: 'POST', body, signal });
    if (!response.ok) throw new Failure('unavailable');
    return 'posted';
  },
  update: async () => {},
  cardUntil: () => null,
});
