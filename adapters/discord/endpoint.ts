import { createPublicKey, verify } from 'node:crypto';
import { Client, Events, GatewayDispatchEvents, type REST, Routes } from 'discord.js';
import * as z from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Hook } from '../../src/core/webhook.ts';
import type { Bot } from '../chat/chat.ts';
import { openConnection } from '../chat/connection.ts';
import { register } from './discord-commands.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import { openInteractions } from './interactions.ts';
import { accountName, addressesOf, type DiscordAccount } from './rest.ts';

/** The path of the interactions endpoint. */
export const hookPath = '/webhooks/discord';

const windowSeconds = 300;

/** The DER prefix of a 32-byte Ed25519 key, for the SPKI form that Node reads. */
const keyHead = Buffer.from('302a300506032b6570032100', 'hex');

/** Checks that Discord signed these bytes within the last five minutes. `publicKey` is in hex. */
const signatureCheck = (publicKey: string) => {
  const bytes = Buffer.concat([keyHead, Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  return (body: Buffer, signature: unknown, moment: unknown): boolean => {
    if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return false;
    if (typeof moment !== 'string' || !/^\d{1,12}$/.test(moment)) return false;
    if (Math.abs(Date.now() / 1_000 - Number(moment)) > windowSeconds) return false;
    return verify(null, Buffer.concat([Buffer.from(moment), body]), key, Buffer.from(signature, 'hex'));
  };
};

const ping = 1;
const pong = { status: 200, body: { type: 1 } };
const accepted = 202;

const interaction = z.looseObject({ type: z.number(), id: z.string(), token: z.string() });

const read = (body: Buffer): z.infer<typeof interaction> | null => {
  try {
    return interaction.parse(JSON.parse(body.toString()));
  } catch {
    return null;
  }
};

/**
 * Receives signed interactions, acknowledges them at once, and passes them on to be answered over REST. A duplicate is
 * answered once: Discord accepts only the first answer, and nothing is done before that.
 */
const createReceiver = (publicKey: string, hear: (data: object) => void): Hook['receive'] => {
  const isSigned = signatureCheck(publicKey);
  return async ({ body, headers }) => {
    if (!isSigned(body, headers['x-signature-ed25519'], headers['x-signature-timestamp'])) return 401;
    const data = read(body);
    if (data === null) return 400;
    if (data.type === ping) return pong;
    hear(data);
    return accepted;
  };
};

/** Passes an interaction to where the gateway would deliver it: discord.js has no other entry point. */
const emitInteraction = (client: Client, data: object): void => {
  const { InteractionCreate } = client['actions'] as { InteractionCreate: { handle(data: object): void } };
  client.emit(Events.Raw, { t: GatewayDispatchEvents.InteractionCreate, d: data });
  InteractionCreate.handle(data);
};

const application = z.object({ id: z.string(), verify_key: z.string() });

/** The application's id. Throws `Failure` `bad_setting` when `publicKey` belongs to another application. */
const applicationWith = async (rest: REST, publicKey: string): Promise<string> => {
  const { id, verify_key: key } = application.parse(await rest.get(Routes.currentApplication()));
  if (key.toLowerCase() === publicKey.toLowerCase()) return id;
  throw new Failure('bad_setting', {
    name: 'DISCORD_PUBLIC_KEY',
    rule: 'is not the key of this application',
  });
};

/**
 * Answers interactions that Discord sends over HTTP to `hookPath`, signed for `publicKey` (in hex). It opens no
 * gateway, so any process behind the URL can answer. `ready` works as in `openBot`.
 */
export const openEndpoint = (
  settings: DiscordAccount,
  publicKey: string,
  deps: DiscordHandlerDeps,
  how: string,
): Bot => {
  const { log } = deps;
  const answering = openInteractions(deps);
  const rest = { ...addressesOf(settings.api), retries: 0, timeout: 30_000 };
  const client = new Client({ intents: [], rest });
  client.rest.setToken(settings.token);
  answering.listen(client);
  const { ready, closing } = openConnection('Discord', log, async () => {
    // A refused request makes the client forget its token.
    client.rest.setToken(settings.token);
    const name = await accountName(client.rest);
    await register(deps, client.rest, await applicationWith(client.rest, publicKey));
    return name;
  });
  return {
    ready,
    how,
    hooks: [{ path: hookPath, receive: createReceiver(publicKey, (data) => emitInteraction(client, data)) }],
    close: async () => {
      closing.abort();
      await answering.idle();
      await client.destroy();
    },
  };
};
