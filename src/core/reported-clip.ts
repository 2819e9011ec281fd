/** A clip that people have reported: how many people, why, and since when. */
export type ReportedClip = {
  readonly clip: string;
  readonly effect: string;
  readonly kinds: readonly TakedownReason[];
  readonly times: number;
  readonly since: Date;
};

/** A clip that moderators hid, and may show again. */
export type HiddenClip = { readonly clip: string; readonly effect: string };

/** A reported clip that no operator has reviewed. */
export type ReportLine = ReportedClip & {
  /** In the reporters' own words. */
  readonly reasons: readonly string[];
  /** Only its owner sees it now. */
  readonly hidden: boolean;
};

/** Hours in which an operator should review a report. */
export const reviewHours = 48;

/** Why an operator takes a clip down. Its owner is notified of the reason. */
export const takedownReasons = ['consent', 'minor', 'sexual', 'copyright', 'rules'] as const;
export type TakedownReason = (typeof takedownReasons)[number];
