import { sign } from 'node:crypto';
import type { Interaction, State } from './state.ts';

/** How a request to the application's own address is made: `forged` is signed for other bytes, `old` long ago. */
export type Signing = 'right' | 'forged' | 'old' | 'missing';

const hour = 60 * 60;

/** Posts to the application's own address what Discord has to say. */
export const webhookRequest = (
  state: State,
  address: string,
  data: object,
  signing: Signing,
): Promise<Response> => {
  const body = JSON.stringify(data);
  const now = Math.floor(state.clock.now() / 1_000);
  const timestamp = String(signing === 'old' ? now - hour : now);
  const signed = Buffer.from(signing === 'forged' ? `${timestamp}${body} ` : `${timestamp}${body}`);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
    ...(signing === 'missing'
      ? {}
      : {
          'x-signature-ed25519': sign(null, signed, state.keys.privateKey).toString('hex'),
          'x-signature-timestamp': timestamp,
        }),
  };
  return fetch(address, { method: 'POST', body, headers });
};

const ping = { type: 1, version: 1 };

/** What is wrong with an address that an application wants to be reached at; nothing, or it is not taken. */
export const addressComplaints = async (state: State, address: string): Promise<string[]> => {
  const probe = { ...ping, id: state.id(), application_id: state.application, token: `token-${state.id()}` };
  const pong = await webhookRequest(state, address, probe, 'right');
  const answered = pong.ok ? ((await pong.json()) as { type?: unknown }).type === 1 : false;
  const complaints = answered ? [] : [`PING was answered with ${pong.status}`];
  for (const signing of ['forged', 'old', 'missing'] as const) {
    const { status } = await webhookRequest(state, address, probe, signing);
    if (status !== 401) complaints.push(`a signature that is ${signing} was answered with ${status}`);
  }
  return complaints;
};

/** Brings an interaction by HTTP; what the answer holds is the first answer, unless it is promised for later. */
export const bring = async (
  state: State,
  address: string,
  interaction: Interaction,
  data: object,
): Promise<void> => {
  const answer = await webhookRequest(state, address, data, 'right');
  if (answer.status === 202) return;
  if (!answer.ok) return void state.complaints.push(`an interaction was answered with ${answer.status}`);
  await fetch(`${state.cdn}/api/v10/interactions/${interaction.id}/${interaction.token}/callback`, {
    method: 'POST',
    body: await answer.text(),
    headers: { 'content-type': 'application/json' },
  });
};
