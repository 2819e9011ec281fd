/** Lists of names that are only known at runtime. */
export const catalogues = ['effects', 'engines', 'models'] as const;
export type CatalogueName = (typeof catalogues)[number];
/** Choices that are only known at runtime: a catalogue, or everything that a clip can be compared with. */
export type NamedChoices = CatalogueName | 'comparable';

/** The names in each catalogue. */
export type Known = Readonly<Record<CatalogueName, readonly string[]>>;
