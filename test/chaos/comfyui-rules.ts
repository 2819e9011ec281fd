import type { Graph } from '../../src/engines/comfyui/workflow.ts';
import type { Fault, Rules } from '../peers/comfyui/faults.ts';
import type { ComfyuiPeer } from '../peers/comfyui/server.ts';

export const words = 'grandmother waves';

/** The largest model asks for the most memory. */
const isLarge = (graph: Graph): boolean =>
  Object.values(graph).some(({ class_type }) => class_type === 'WanFirstLastFrameToVideo');

const mishap = (number: number, graph: Graph): Fault => {
  if (number % 20 === 3) return { reset: 'after' };
  if (number % 20 === 8) return { reset: 'before' };
  if (number % 20 === 12 && isLarge(graph)) return { end: 'out of memory' };
  if (number % 20 === 16) return { end: 'interrupted' };
  return number % 20 === 19 ? { late: 300 } : {};
};

/** Everything that goes wrong at a shared server, in turns. */
export const rules: Rules = {
  prompt: ({ number, graph }) => mishap(number, graph),
  answer: ({ number, route }) => {
    if (route === 'POST /prompt') return undefined;
    if (number % 97 === 33) return 0;
    return number % 97 === 66 ? 502 : undefined;
  },
};

/** Prompts of somebody else on the same server. */
export const strangersOn = (peer: ComfyuiPeer) => {
  const put: string[] = [];
  let lost: string[] = [];
  return {
    send: (): void => {
      const id = `stranger-${put.length}`;
      put.push(id);
      peer.queue.put({ number: 0, id, graph: {}, client: '', fault: { end: 'nothing' } });
    },
    /** A restart takes theirs too, which is nobody's fault of ours. */
    restart: (): void => {
      const kept = JSON.stringify(peer.queue.list());
      lost = [
        ...lost,
        ...put.filter((id) => kept.includes(`"${id}"`) || peer.queue.remembered().includes(id)),
      ];
      peer.restart();
    },
    /** Those whose prompt did not end well, or was taken out of the history. */
    touched: (): string[] =>
      put.filter(
        (id) => !lost.includes(id) && !JSON.stringify(peer.queue.history(id)).includes('execution_success'),
      ),
    waiting: (): boolean => JSON.stringify(peer.queue.list()).includes('stranger-'),
    get count() {
      return put.length;
    },
  };
};
