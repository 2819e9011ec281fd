export const flags = { ephemeral: 1 << 6, loading: 1 << 7, silent: 1 << 12, componentsV2: 1 << 15 };

type Component = {
  type?: number;
  style?: number;
  custom_id?: string;
  url?: string;
  label?: string;
  components?: readonly Component[];
  component?: Component;
  accessory?: Component;
  items?: readonly { media?: { url?: string } }[];
  [field: string]: unknown;
};

const inner = (component: Component): Component[] => [
  component,
  ...(component.components ?? []).flatMap(inner),
  ...(component.component === undefined ? [] : inner(component.component)),
  ...(component.accessory === undefined ? [] : inner(component.accessory)),
];

const buttonComplaints = (button: Component): string[] => [
  ...(button.style === 5 && button.custom_id !== undefined ? ['a link button with a custom id'] : []),
  ...(button.style === 5 && button.url === undefined ? ['a link button without an address'] : []),
  ...(button.style !== 5 && button.style !== 6 && button.custom_id === undefined
    ? ['a button without a custom id']
    : []),
  ...((button.label ?? '').length > 80 ? ['a label above 80 characters'] : []),
  ...(button.label === undefined && button['emoji'] === undefined ? ['a button without label or emoji'] : []),
];

const customIdComplaints = (all: readonly Component[]): string[] => {
  const ids = all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  return [
    ...(new Set(ids).size < ids.length ? ['two components of one custom id'] : []),
    ...ids.filter((id) => id.length < 1 || id.length > 100).map((id) => `bad custom id ${id}`),
  ];
};

const componentComplaints = (components: readonly Component[], v2: boolean): string[] => {
  const all = components.flatMap(inner);
  const rows = components.filter(({ type }) => type === 1);
  return [
    ...(v2
      ? all.length > 40
        ? ['more than 40 components']
        : []
      : rows.length > 5
        ? ['more than 5 rows']
        : []),
    ...(v2 || rows.length === components.length ? [] : ['components v2 without their flag']),
    ...rows.flatMap((row) =>
      (row.components?.length ?? 0) < 1 || (row.components?.length ?? 0) > 5
        ? ['a row of no or more than 5 buttons']
        : [],
    ),
    ...all.filter(({ type }) => type === 2).flatMap(buttonComplaints),
    ...customIdComplaints(all),
  ];
};

const attachmentComplaints = (
  attachments: readonly { id?: string | number }[],
  files: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): string[] =>
  attachments
    .map(({ id }) => String(id))
    .filter((id) => !files.has(id) && !kept.has(id))
    .map((id) => `attachment ${id} has no file`);

/** What Discord would refuse in a message that its own description lets pass. */
export const messageComplaints = (
  payload: Record<string, unknown>,
  files: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): string[] => {
  const v2 = (Number(payload['flags'] ?? 0) & flags.componentsV2) !== 0;
  const content = (payload['content'] as string | null | undefined) ?? '';
  const embeds = (payload['embeds'] as unknown[] | null | undefined) ?? [];
  return [
    ...(v2 && (content !== '' || embeds.length > 0) ? ['components v2 with content or embeds'] : []),
    ...(content.length > 2_000 ? ['content above 2000 characters'] : []),
    ...componentComplaints((payload['components'] as Component[] | null | undefined) ?? [], v2),
    ...attachmentComplaints((payload['attachments'] as { id?: string }[] | undefined) ?? [], files, kept),
    ...(files.size > 10 ? ['more than 10 files'] : []),
    ...(payload['allowed_mentions'] === undefined ? ['mentions are not closed'] : []),
  ];
};

/** What Discord would refuse in a modal. */
export const modalComplaints = (payload: Record<string, unknown>): string[] => {
  const components = (payload['components'] as Component[] | undefined) ?? [];
  return [
    ...(String(payload['title'] ?? '').length < 1 || String(payload['title']).length > 45
      ? ['bad title']
      : []),
    ...(String(payload['custom_id'] ?? '').length < 1 ? ['a modal without a custom id'] : []),
    ...(components.length < 1 || components.length > 5 ? ['no or more than 5 parts in a modal'] : []),
    ...components.flatMap((label) => [
      ...(label.type === 18 ? [] : ['a part of a modal that is not a label']),
      ...((label.label ?? '').length < 1 || (label.label ?? '').length > 45 ? ['a bad label'] : []),
    ]),
    ...customIdComplaints(components.flatMap(inner)),
  ];
};
