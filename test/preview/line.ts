import type { Discord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import type { Interaction } from '../peers/discord/state.ts';
import type { Channel, Message } from '../peers/discord/world.ts';
import { hasClip } from '../story/discord-parts.ts';
import type { Button, Drawn, Form } from './page.ts';

type Field = {
  type: number;
  value?: string;
  placeholder?: string;
  default?: boolean;
  options?: readonly { label: string; default?: boolean }[];
};

const textOf = ({ default: ticked, options, placeholder = '', type, value }: Field): string => {
  if (type === 23) return ticked === true ? '☑' : '☐';
  if (type === 19) return 'Drop your files here or browse';
  return options?.find((one) => one.default)?.label ?? value ?? placeholder;
};

/** A form that somebody has opened. */
export const formOf = ({ modal }: Interaction): Form => ({
  title: String(modal?.['title']),
  fields: ((modal?.['components'] ?? []) as { label: string; component: Field }[]).map(
    ({ label, component }) => ({ label, type: component.type, text: textOf(component) }),
  ),
});

type Person = ReturnType<Discord['person']>;

/** Finds messages on the local Discord and draws them as they are at that moment. */
export const openLine = (discord: Discord, frame: (bytes: Buffer, id: string) => Promise<string>) => {
  const draw = async (message: Message, command: string | null = null): Promise<Drawn> => ({
    command,
    content: message.content,
    pictures: await Promise.all(
      message.attachments.map(({ id }) => frame(discord.state.files.get(id)?.bytes ?? Buffer.alloc(0), id)),
    ),
    buttons: (message.components as { components: Button[] }[]).map(({ components }) => components),
    onlyForOne: message.onlyFor !== null,
    seenAt: discord.state.clock.now(),
  });
  return {
    draw,
    /** What answers somebody's act, once there is something to read. */
    answered: (act: Interaction): Promise<Message> =>
      until(() => (act.original?.content ?? '') !== '' && act.original),
    /** The newest message somebody sees with these words, or with a clip. */
    found: (person: Person, channel: Channel, what: string | 'clip', seen: readonly Message[] = []) =>
      until(() =>
        person
          .sees(channel)
          .filter((message) => !seen.includes(message))
          .findLast((message) =>
            what === 'clip' ? hasClip(message) : message.content !== '' && message.content.includes(what),
          ),
      ),
  };
};

export type Line = ReturnType<typeof openLine>;
