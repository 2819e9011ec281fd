import { ComponentType, type Interaction, type ModalSubmitInteraction } from 'discord.js';
import * as z from 'zod';
import { isId } from '../../src/core/id.ts';
import { commandNamed } from '../../src/core/parse.ts';
import type { Messages } from '../../src/text/messages.ts';
import { optionName } from '../../src/text/names.ts';
import { otherPhotos, splitFirst } from '../chat/attachments.ts';
import { defaultsInTime } from '../chat/first-answer.ts';
import type { CommandInput } from './discord-answer.ts';
import type { PhotoLink } from './discord-files.ts';
import { communityIn, isAlone, ownerOf } from './discord-request.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import {
  chosenIn,
  effectOptions,
  filesField,
  filesIn,
  labelled,
  moreField,
  moreIn,
  photosIn,
  selectField,
  shortened,
  textField,
  typedIn,
} from './form-fields.ts';

/** What is known before the form is filled in. It waits in the store, so that any process can read the answer. */
export type OpenForm = Pick<CommandInput, 'values' | 'spoiler' | 'foreign'> & {
  /** The photos to choose from. If there are none, the form asks for an upload. */
  readonly photos: readonly PhotoLink[];
};

const begun = z.object({
  values: z.record(z.string(), z.unknown()),
  photos: z.array(
    z.object({ url: z.string(), name: z.string(), size: z.number().nullable(), spoiler: z.boolean() }),
  ),
  spoiler: z.boolean(),
  foreign: z.boolean(),
  isPrivate: z.boolean().default(false),
});

const prefix = 'form:';
const maxPhotos = 10;
const maxShown = 25;

const photosField = (messages: Messages, photos: readonly PhotoLink[]) => {
  if (photos.length === 1) return [];
  const label = optionName(messages, 'photos');
  if (photos.length === 0)
    return [
      labelled(
        label,
        {
          type: ComponentType.FileUpload as const,
          custom_id: 'photos',
          min_values: 1,
          max_values: maxPhotos,
          required: true,
        },
        messages.format('chat.form.photos-about'),
      ),
    ];
  const options = photos.slice(0, maxShown).map(({ name }, index) => ({
    label: shortened(`${index + 1}. ${name}`),
    value: String(index),
    ...(index === 0 ? { default: true } : {}),
  }));
  return [
    labelled(
      label,
      selectField('photo', options, { maximum: Math.min(maxPhotos, options.length), required: true }),
    ),
  ];
};

/** The form that asks what a photo should become. It remembers what is already known. */
export const animateForm = async (deps: DiscordHandlerDeps, interaction: Interaction, about: OpenForm) => {
  const messages = deps.messages(interaction.locale);
  const { photos, values } = about;
  const { off, visibility } = await defaultsInTime(
    deps,
    communityIn(interaction),
    ownerOf(interaction.user.id),
  );
  const isPrivate = (values['visibility'] ?? visibility) === 'private';
  const all = { ...about, photos: photos.slice(0, maxShown), isPrivate };
  const id = await deps.forms.keep(ownerOf(interaction.user.id), all);
  const effects = effectOptions(messages, deps.known.effects, off, values['effect']);
  const placeholder = messages.format('chat.form.effect', { like: 'like' in values ? 'yes' : 'no' });
  const prompt = typeof values['prompt'] === 'string' ? values['prompt'] : '';
  return {
    title: messages.format('chat.form.animate'),
    custom_id: `${prefix}${id}`,
    components: [
      ...photosField(messages, photos),
      labelled(
        optionName(messages, 'effect'),
        selectField('effect', effects, { placeholder, required: false }),
      ),
      labelled(messages.format('chat.form.prompt'), textField('prompt', 500, { value: prompt })),
      moreField(messages, 'seconds:6 ratio:9:16 motion:high takes:2 fps:60'),
      // A form has five fields. Where photos are uploaded, these files go with them.
      ...(photos.length === 1 || (photos.length > 1 && isAlone(interaction)) ? [filesField(messages)] : []),
      ...(isAlone(interaction)
        ? []
        : [
            labelled(messages.format('chat.form.private'), {
              type: ComponentType.Checkbox as const,
              custom_id: 'private',
              default: isPrivate,
            }),
          ]),
    ],
  };
};

/** Whether a submitted form is an animate form. */
export const isAnimateForm = ({ customId }: ModalSubmitInteraction): boolean =>
  customId.startsWith(prefix) && isId(customId.slice(prefix.length));

const formOf = (form: ModalSubmitInteraction): readonly [owner: string, id: string] => [
  ownerOf(form.user.id),
  form.customId.slice(prefix.length),
];

/** Forgets what a submitted form was about, once its clip was requested. */
export const dropAnimateForm = (deps: DiscordHandlerDeps, form: ModalSubmitInteraction): Promise<void> =>
  deps.forms.drop(...formOf(form));

const photosChosen = (form: ModalSubmitInteraction, photos: readonly PhotoLink[]): PhotoLink[] => {
  const chosen = chosenIn(form, 'photo');
  return chosen.length === 0 ? photos.slice(0, 1) : chosen.flatMap((index) => photos[Number(index)] ?? []);
};

// In a form, the photos after the first can be what the clip ends with, or its references.
const typedOptions = { last: { type: 'flag' }, reference: { type: 'flag' } } as const;
const isOn = (value: unknown): boolean => value !== undefined && !/^(off|no|false)$/i.test(String(value));

/** What someone asks for with a submitted form. Throws `Failure` `expired` when the form is too old or not theirs. */
export const readAnimateForm = async (
  deps: DiscordHandlerDeps,
  form: ModalSubmitInteraction,
): Promise<CommandInput> => {
  const about = await deps.forms.find(...formOf(form));
  const { photos, values, spoiler, foreign, isPrivate } = begun.parse(about);
  const command = commandNamed(deps, 'animate');
  const [effect] = chosenIn(form, 'effect');
  const prompt = typedIn(form, 'prompt');
  const options = { ...command.options, ...typedOptions };
  const { last, reference, ...more } = moreIn(form, { options });
  const { fields } = form;
  const ticked = fields.fields.has('private') ? fields.getCheckbox('private') : null;
  // Clearing the checkbox shows the clip to the server.
  const visibility = ticked === false && isPrivate && !('visibility' in more) ? 'community' : undefined;
  const uploaded = photosIn(form, command.options);
  const chosen = photos.length === 0 ? uploaded.others : photosChosen(form, photos);
  const others = otherPhotos.find((name) => isOn({ last, reference }[name]));
  return {
    command,
    values: {
      ...values,
      ...more,
      ...(effect === undefined ? {} : { effect }),
      ...(prompt === null ? {} : { prompt }),
      ...(visibility === undefined ? {} : { visibility }),
      ...(ticked === true ? { visibility: 'private' } : {}),
    },
    files: {
      ...(others === undefined ? { photos: chosen } : splitFirst(chosen, others)),
      ...uploaded.named,
      ...filesIn(form, command.options),
    },
    spoiler,
    foreign: foreign && photos.length > 0,
  };
};
