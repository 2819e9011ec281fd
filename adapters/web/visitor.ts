import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../src/core/permission.ts';
import type { Messages } from '../../src/text/messages.ts';

/** The visitor of a page. */
export type Visitor = {
  /** The owner id of their clips, `web:<id>`; empty without a session. */
  readonly owner: string;
  readonly locale: string;
  readonly locales: readonly string[];
  readonly messages: Messages;
  /** Whether they may make clips; `ask` means after entering the access key. */
  readonly admitted: 'yes' | 'ask' | 'no';
};

export const visitorOf = (request: FastifyRequest): Visitor => request.getDecorator<Visitor>('visitor');

/** The visitor as an `Actor` for permission checks. */
export const actorOf = ({ owner }: Pick<Visitor, 'owner'>): Actor => ({
  id: owner,
  communities: [],
  moderates: [],
  operator: false,
});
