/** Why an operator takes a clip down; its owner is told. */
export const takedownReasons = ['consent', 'minor', 'sexual', 'copyright', 'rules'] as const;
export type TakedownReason = (typeof takedownReasons)[number];
