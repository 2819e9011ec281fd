/** A depth model's file, and the start of its SHA-256, which render inputs use to identify it. */
export type DepthModel = { readonly path: string; readonly hash: string };

/** The depth model of this service, if any. `problem` says why a configured one can't be used. */
export type DepthChoice = { readonly model: DepthModel | null; readonly problem: string | null };

export const noDepthModel: DepthChoice = { model: null, problem: null };

/** Where depth comes from: the map that the user supplied, else a model. Without either, it is estimated. */
export type DepthSource = {
  readonly map: string | null;
  readonly model: DepthModel | null;
  /** A mask that the user supplied, which says what may move. */
  readonly mask?: string | null;
  /** Set if faces must not be analysed. No people are detected then. */
  readonly faceAnalysis?: 'off';
};

export const guessed: DepthSource = { map: null, model: null };

/** Receives the reason why a model couldn't be used, for the log. */
export type OnTrouble = (cause: string) => void;
