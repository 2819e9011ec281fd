import { z } from 'zod';

const member = z.object({
  status: z.string(),
  is_member: z.boolean().optional(),
  user: z.object({ first_name: z.string() }).optional(),
  can_delete_messages: z.boolean().optional(),
  is_anonymous: z.boolean().optional(),
});

/** Whether a user is in a group, and what they may do there. `anonymous` means that they post as the group. */
export type Member = {
  readonly present: boolean;
  readonly manages: boolean;
  readonly moderates: boolean;
  readonly anonymous: boolean;
};

/** The rights in an answer of `getChatMember`. */
export const memberIn = (answer: unknown): Member => {
  const found = member.parse(answer);
  const manages = found.status === 'creator' || found.status === 'administrator';
  return {
    present: !['left', 'kicked'].includes(found.status) && found.is_member !== false,
    manages,
    moderates: found.status === 'creator' || found.can_delete_messages === true,
    anonymous: manages && found.is_anonymous !== false,
  };
};

/** The name that an answer of `getChatMember` shows; null for admins who post as the group, whose names nobody knows. */
export const nameIn = (answer: unknown): string | null => {
  const { data } = member.safeParse(answer);
  if (data === undefined || memberIn(data).anonymous) return null;
  return data.user?.first_name ?? null;
};
