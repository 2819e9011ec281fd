type Option = {
  name?: string;
  description?: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: readonly { name: string; value: string | number }[];
  options?: readonly Option[];
  type?: number;
  [field: string]: unknown;
};
type Command = Option & { type?: number };

const nameRule = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
const commandFields = new Set(
  'name name_localizations description description_localizations options default_member_permissions dm_permission type nsfw integration_types contexts handler'.split(
    ' ',
  ),
);
const optionFields = new Set(
  'type name name_localizations description description_localizations required choices options channel_types min_value max_value min_length max_length autocomplete file_types'.split(
    ' ',
  ),
);

const unknownFields = (value: object, allowed: ReadonlySet<string>): string[] =>
  Object.keys(value)
    .filter((field) => !allowed.has(field))
    .map((field) => `unknown field ${field}`);

const unknownLocales = (value: Option): string[] =>
  ['name_localizations', 'description_localizations'].flatMap((field) =>
    Object.keys((value[field] as object | null) ?? {})
      .filter((locale) => !locales.has(locale))
      .map((locale) => `unknown locale ${locale}`),
  );

const badName = (name: string | undefined): string[] =>
  name !== undefined && nameRule.test(name) && name === name.toLowerCase() ? [] : [`bad name ${name}`];

const badDescription = (description: string | undefined): string[] =>
  description !== undefined && description.length >= 1 && description.length <= 100
    ? []
    : [`bad description ${description}`];

const optionComplaints = (options: readonly Option[]): string[] => {
  const names = options.map(({ name }) => name);
  const firstOptional = options.findIndex(({ required }) => required !== true);
  const late = options.some(
    ({ required }, index) => required === true && firstOptional !== -1 && index > firstOptional,
  );
  return [
    ...(options.length > 25 ? ['more than 25 options'] : []),
    ...(new Set(names).size < names.length ? ['two options of one name'] : []),
    ...(late ? ['a required option after an optional one'] : []),
    ...options.flatMap((option) => [
      ...badName(option.name),
      ...badDescription(option.description),
      ...unknownFields(option, optionFields),
      ...unknownLocales(option),
      ...((option.choices?.length ?? 0) > 25 ? ['more than 25 choices'] : []),
      ...(option.autocomplete === true && option.choices !== undefined ? ['choices and autocomplete'] : []),
    ]),
  ];
};

const textLength = (value: Option): number =>
  (value.name?.length ?? 0) +
  (value.description?.length ?? 0) +
  (value.choices ?? []).reduce((sum, choice) => sum + choice.name.length + String(choice.value).length, 0) +
  (value.options ?? []).reduce((sum, option) => sum + textLength(option), 0);

/** What Discord would refuse in a list of commands that its own description lets pass. */
export const commandComplaints = (commands: readonly Command[]): string[] =>
  commands.flatMap((command) => {
    const menu = command.type === 2 || command.type === 3;
    const complaints = menu
      ? [
          ...((command.description ?? '') === '' ? [] : ['a context menu has no description']),
          ...((command.name ?? '').length >= 1 && (command.name ?? '').length <= 32 ? [] : ['bad name']),
        ]
      : [
          ...badName(command.name),
          ...badDescription(command.description),
          ...optionComplaints(command.options ?? []),
        ];
    return [
      ...complaints,
      ...unknownFields(command, commandFields),
      ...unknownLocales(command),
      ...(textLength(command) > 8_000 ? ['more than 8000 characters'] : []),
    ].map((complaint) => `${command.name}: ${complaint}`);
  });
