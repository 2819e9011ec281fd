/** Why an operator takes a clip down. Its owner is notified of the reason. */
export const takedownReasons = ['consent', 'minor', 'sexual', 'copyright', 'rules'] as const;
export type TakedownReason = (typeof takedownReasons)[number];
