/** The state of a catalogue model, for the operator. */
export type ModelState = {
  readonly name: string;
  readonly engine: string;
  /** US dollars per second or clip, from cheapest to most expensive. Null if it is free. */
  readonly price: {
    readonly least: number;
    readonly most: number;
    readonly per: 'second' | 'clip';
    /** False until the operator has confirmed it. */
    readonly confirmed: boolean;
  } | null;
  readonly repeatable: boolean;
  /** `unchecked`: not offered until its inputs have been compared; `refused`: its catalogue entry is wrong. */
  readonly state: 'on' | 'off' | 'unchecked' | 'refused';
  /** Why it is off, in English. */
  readonly reason: string | null;
};

/** The models of all engines and their states. */
export type ModelStates = {
  list(): readonly ModelState[];
  /** Compares them with what their providers declare now. */
  check(signal: AbortSignal): Promise<void>;
};
