/** A depth model's file, and the start of its SHA-256, by which recipes name it. */
export type DepthModel = { readonly path: string; readonly hash: string };

/** The depth model of this service, if any. `problem` says why one that was wished for cannot be used. */
export type DepthChoice = { readonly model: DepthModel | null; readonly problem: string | null };

export const noDepthModel: DepthChoice = { model: null, problem: null };

/** Where depth comes from: the map its owner gave, else a model; with neither it is guessed. */
export type DepthSource = {
  readonly map: string | null;
  readonly model: DepthModel | null;
  /** Where nobody's face is to be looked for: then nobody is seen. */
  readonly faceAnalysis?: 'off';
};

export const guessed: DepthSource = { map: null, model: null };

/** Told why a model could not be used, for the log. */
export type OnTrouble = (cause: string) => void;
