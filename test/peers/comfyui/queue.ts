import type { Json } from '../../../src/core/json.ts';
import { samplersIn } from '../../../src/engines/comfyui/fill-graph.ts';
import type { Graph } from '../../../src/engines/comfyui/workflow.ts';
import type { Fault } from './faults.ts';

export type Prompt = {
  readonly number: number;
  readonly id: string;
  readonly graph: Graph;
  readonly client: string;
  /** Whether it asked for frames of what is being made. */
  readonly previews?: boolean;
  readonly fault: Fault;
};

type Output = Readonly<Record<string, Json>>;
type Ended = {
  readonly prompt: Json;
  readonly outputs: Output;
  readonly status: Json;
  readonly seenAt: number;
};

export type QueueParts = {
  /** Milliseconds that a prompt runs. */
  readonly run: number;
  /** Makes and keeps the film of a prompt, and tells where. */
  save(prompt: Prompt): Promise<Output>;
  /** Shows whoever listens under a client's name a frame of what is being made. */
  show(client: string): void;
  /** Tells whoever listens under a client's name. */
  tell(client: string, type: string, data: Json): void;
};

const steps = 4;

const listed = ({ number, id, graph, client }: Prompt): Json => [
  number,
  id,
  JSON.parse(JSON.stringify(graph)),
  { client_id: client },
  [],
];

/** One prompt runs at a time, the lowest number first; everything is in memory alone. */
export const createQueue = ({ run, save, show, tell }: QueueParts) => {
  let pending: Prompt[] = [];
  let running: { readonly prompt: Prompt; interrupted: boolean } | null = null;
  let history = new Map<string, Ended>();
  let timer: NodeJS.Timeout | undefined;
  let generation = 0;

  const end = (prompt: Prompt, outputs: Output, ending: string, details: Record<string, Json> = {}): void => {
    const success = ending === 'execution_success';
    const messages = [
      ['execution_start', { prompt_id: prompt.id }],
      [ending, { prompt_id: prompt.id, ...details }],
    ];
    history.set(prompt.id, {
      prompt: listed(prompt),
      outputs,
      status: { status_str: success ? 'success' : 'error', completed: success, messages },
      seenAt: Date.now() + (prompt.fault.late ?? 0),
    });
    running = null;
    tell(prompt.client, 'executing', { node: null, prompt_id: prompt.id });
    tell(prompt.client, ending, { prompt_id: prompt.id });
    next();
  };

  const finish = async (prompt: Prompt): Promise<void> => {
    const { end: how } = prompt.fault;
    if (running?.interrupted || how === 'interrupted') return end(prompt, {}, 'execution_interrupted');
    if (how === 'out of memory')
      return end(prompt, {}, 'execution_error', {
        ...{ node_type: 'KSamplerAdvanced', exception_type: 'torch.OutOfMemoryError' },
        exception_message: `Allocation on device ${JSON.stringify(prompt.graph)}`,
      });
    const now = generation;
    const outputs = how === 'nothing' ? {} : await save(prompt);
    if (now === generation) end(prompt, outputs, 'execution_success');
  };

  const step = (prompt: Prompt, done: number): void => {
    const [sampler = ''] = samplersIn(prompt.graph);
    if (running?.interrupted || done === steps) return void finish(prompt);
    const progress = { value: done + 1, max: steps, prompt_id: prompt.id, node: sampler };
    tell(prompt.client, 'progress', progress);
    if (prompt.previews) show(prompt.client);
    timer = setTimeout(() => step(prompt, done + 1), run / steps);
  };

  const next = (): void => {
    if (running !== null) return;
    const [prompt] = pending;
    if (prompt === undefined) return;
    pending = pending.slice(1);
    running = { prompt, interrupted: false };
    tell(prompt.client, 'execution_start', { prompt_id: prompt.id });
    step(prompt, 0);
  };

  return {
    put: (prompt: Prompt): void => {
      pending = [...pending, prompt].sort((one, other) => one.number - other.number);
      next();
    },
    list: (): Json => ({
      queue_running: running === null ? [] : [listed(running.prompt)],
      queue_pending: pending.map(listed),
    }),
    delete: (ids: readonly string[]): void => {
      pending = pending.filter(({ id }) => !ids.includes(id));
    },
    /** Stops what runs: that prompt, or without one whatever it is. */
    interrupt: (id?: string): void => {
      if (running !== null && (id === undefined || running.prompt.id === id)) running.interrupted = true;
    },
    history: (id: string): Json => {
      const ended = history.get(id);
      if (ended === undefined || ended.seenAt > Date.now()) return {};
      const { seenAt: _, ...told } = ended;
      return { [id]: told };
    },
    /** The ids of all that the history holds. */
    remembered: (): string[] => [...history.keys()],
    forget: (ids: readonly string[]): void => {
      for (const id of ids) history.delete(id);
    },
    /** As when the process starts anew. */
    clear: (): void => {
      clearTimeout(timer);
      generation += 1;
      pending = [];
      running = null;
      history = new Map();
    },
  };
};
