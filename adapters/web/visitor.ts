import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../src/core/permission.ts';
import type { Messages } from '../../src/text/messages.ts';

/** Who looks at a page. */
export type Visitor = {
  /** The owner of what they make, `web:<id>`; empty for somebody without a session. */
  readonly owner: string;
  readonly locale: string;
  readonly locales: readonly string[];
  readonly messages: Messages;
  /** Whether they may make clips here; `ask`: once they have given the access key. */
  readonly admitted: 'yes' | 'ask' | 'no';
};

export const visitorOf = (request: FastifyRequest): Visitor => request.getDecorator<Visitor>('visitor');

/** A visitor as our access rule knows people. */
export const actorOf = ({ owner }: Pick<Visitor, 'owner'>): Actor => ({
  id: owner,
  communities: [],
  moderates: [],
  operator: false,
});
