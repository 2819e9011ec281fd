import type { Answer } from '../discord/faults.ts';

/** Something that goes wrong with a call. `before`: it is not carried out; `after`: it is, but the answer is lost or late. */
export type Fault = {
  matches(method: string, chat: number | null): boolean;
  readonly happens: 'before' | 'after';
  readonly answer: Answer;
  times: number;
};

/** A flood limit that lasts so many seconds. */
export const flooded = (seconds: number): Answer => ({
  kind: 'status',
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  },
});

/** The next fault meant for this call, used up. */
export const takeFault = (
  faults: readonly Fault[],
  method: string,
  chat: number | null,
  happens: Fault['happens'],
): Fault | null => {
  const fault = faults.find((one) => one.times > 0 && one.happens === happens && one.matches(method, chat));
  if (fault === undefined) return null;
  fault.times -= 1;
  return fault;
};
