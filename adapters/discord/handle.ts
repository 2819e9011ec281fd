import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { type Action, actionFromWire, pressKey } from '../../src/core/action.ts';
import type { BoundCommand, Catalogue, Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Reply } from '../../src/core/reply.ts';
import { type Answerable, showFailure, showReply, whisper } from './answer.ts';
import { attachedTo, ephemeralFlag, requestOf, valuesOf, wantsSpoiler, withFiles } from './asked.ts';
import { buttonRows } from './buttons.ts';
import { replyText } from './card.ts';
import type { Attached } from './download.ts';
import { editForm, readForm } from './form.ts';
import { suggestions } from './suggest.ts';
import type { Speech } from './words.ts';

/** What answering needs. */
export type Counter = {
  readonly commands: readonly BoundCommand[];
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  /** Hosts that attachments may come from besides Discord's own. */
  readonly hosts: readonly string[];
  readonly log: Log;
  speech(locale: string): Speech;
};

const commandNamed = (counter: Counter, name: string): BoundCommand => {
  const found = counter.commands.find((command) => command.name === name);
  if (found === undefined) throw new Failure('unknown_command', { value: name });
  return found;
};

const photosOption = (options: Options): string | undefined =>
  Object.keys(options).find((name) => options[name]?.type === 'photos');

/** Promises an answer at once, does the work, then keeps the promise. What is private is so from the first moment. */
const answer = async (
  counter: Counter,
  interaction: Answerable,
  promise: { ephemeral: boolean; spoiler: boolean; key: string },
  work: (request: ReturnType<typeof requestOf>) => Promise<Reply>,
): Promise<void> => {
  const speech = counter.speech(interaction.locale);
  const { ephemeral } = promise;
  const sent = await interaction.deferReply({ ...ephemeralFlag(ephemeral), withResponse: true });
  const card = sent.resource?.message?.id ?? null;
  try {
    await showReply(interaction, await work(requestOf(interaction, { ...promise, card })), speech);
  } catch (error) {
    await showFailure(interaction, error, speech, counter.log, ephemeral ? 'private' : 'public');
  }
};

type Slash = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

const onCommand = async (counter: Counter, interaction: Slash): Promise<void> => {
  const command = commandNamed(
    counter,
    interaction.isChatInputCommand() ? interaction.commandName : 'animate',
  );
  const values = interaction.isChatInputCommand() ? valuesOf(interaction, command) : {};
  const attached = attachedTo(interaction, command);
  const ephemeral = interaction.guildId !== null && (!command.films || values['visibility'] === 'private');
  const promise = {
    ephemeral,
    spoiler: wantsSpoiler(interaction, attached),
    key: `discord:${interaction.id}`,
  };
  await answer(counter, interaction, promise, (request) =>
    withFiles(attached, counter.hosts, (photos) => {
      const photosName = photosOption(command.options);
      return command.run(request, photosName === undefined ? values : { ...values, [photosName]: photos });
    }),
  );
};

/** A button's argument goes into the command's one choice besides the id. */
const actionValues = (command: BoundCommand, { id, argument }: Action): Record<string, unknown> => {
  const [choice] = Object.entries(command.options).filter(([, option]) => option.type === 'choice');
  return { id, ...(argument === undefined || choice === undefined ? {} : { [choice[0]]: argument }) };
};

/** Buttons that change what they stand under. */
const changeMessage = async (
  interaction: ButtonInteraction,
  command: BoundCommand,
  reply: Reply,
  speech: Speech,
) => {
  if (command.name === 'delete') return void (await interaction.deleteReply());
  if (reply.actions.length > 0)
    await interaction.editReply({
      components: buttonRows(reply.actions, speech),
      allowedMentions: { parse: [] },
    });
};

const onButton = async (counter: Counter, interaction: ButtonInteraction): Promise<void> => {
  const action = actionFromWire(interaction.customId);
  const speech = counter.speech(interaction.locale);
  if (action === null) throw new Failure('not_found');
  const command = commandNamed(counter, action.command);
  if (command.name === 'edit') return void (await interaction.showModal(editForm(action, speech)));
  const values = actionValues(command, action);
  const ephemeral = interaction.message.flags.has('Ephemeral');
  const key = pressKey(`${interaction.message.id}:${interaction.user.id}`, action);
  const spoiler = [...interaction.message.attachments.values()].some(({ spoiler: covered }) => covered);
  if (command.films)
    return answer(counter, interaction, { ephemeral, spoiler, key }, (request) =>
      command.run(request, values),
    );
  await interaction.deferUpdate();
  try {
    const request = requestOf(interaction, {
      card: interaction.message.id,
      ephemeral,
      spoiler,
      key: `discord:${interaction.id}`,
    });
    const reply = await command.run(request, values);
    await whisper(interaction, replyText(speech, reply), speech);
    await changeMessage(interaction, command, reply, speech);
  } catch (error) {
    await showFailure(interaction, error, speech, counter.log, 'none');
  }
};

const onForm = async (counter: Counter, interaction: ModalSubmitInteraction): Promise<void> => {
  const form = readForm(interaction);
  if (form === null) throw new Failure('not_found');
  const command = commandNamed(counter, form.action.command);
  const ephemeral = interaction.message?.flags.has('Ephemeral') === true;
  const prompt = form.prompt === '' ? {} : { prompt: form.prompt };
  const attached: readonly Attached[] = form.attached;
  await answer(
    counter,
    interaction,
    { ephemeral, spoiler: false, key: `discord:${interaction.id}` },
    (request) =>
      withFiles(attached, counter.hosts, (photos) => {
        const photosName = photosOption(command.options);
        const given = photosName === undefined || photos.length === 0 ? {} : { [photosName]: photos };
        return command.run(request, { id: form.action.id, ...prompt, ...given });
      }),
  );
};

/** Answers one interaction. Nothing it needs lives in memory, so any process can, after any restart. */
export const handle = async (counter: Counter, interaction: Interaction): Promise<void> => {
  if (interaction.isAutocomplete()) {
    const { name, value } = interaction.options.getFocused(true);
    const command = commandNamed(counter, interaction.commandName);
    const speech = counter.speech(interaction.locale);
    return interaction.respond(suggestions(command, name, value, counter.known, speech));
  }
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand())
    return onCommand(counter, interaction);
  if (interaction.isButton()) return onButton(counter, interaction);
  if (interaction.isModalSubmit()) return onForm(counter, interaction);
};
