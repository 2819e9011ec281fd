import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Which way a piece of what is said goes: a request, or what is answered. */
type Direction = 'asked' | 'answered';

export type Step = { readonly to: string; readonly direction: Direction };

type Held = { readonly step: Step; release(): void };

/**
 * Stands between a process and those it talks to, and holds back the step of a given number until it is let go: whoever
 * froze there is thawed at exactly that point.
 */
export const openStepGate = (counts: (step: Step) => boolean) => {
  let left = Number.POSITIVE_INFINITY;
  let hold: (held: Held) => void = () => {};
  const servers: Server[] = [];
  let passed = 0;

  const pass = (from: Socket, to: Socket, step: Step): void => {
    from.on('data', (chunk) => {
      passed = performance.now();
      if (!counts(step) || --left !== 0) return void to.write(chunk);
      from.pause();
      const release = (): void => {
        to.write(chunk);
        from.resume();
      };
      hold({ step, release });
    });
    from.on('close', () => to.destroy());
    from.on('error', () => {});
  };

  return {
    /** The port under which somebody at another port is reached through the gate. */
    before: async (to: string, port: number): Promise<number> => {
      const server = createServer((client) => {
        const upstream = connect(port, '127.0.0.1');
        pass(client, upstream, { to, direction: 'asked' });
        pass(upstream, client, { to, direction: 'answered' });
      });
      servers.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    /** Resolves when the step of that number, counted from now, is held back. */
    holdAt: (number: number): Promise<Held> => {
      left = number;
      return new Promise((resolve) => {
        hold = resolve;
      });
    },
    /** Resolves when nothing has passed for so long: what is asked and answered side by side has come to its end. */
    quiet: async (milliseconds: number): Promise<void> => {
      passed = performance.now();
      while (performance.now() - passed < milliseconds) await wait(5);
    },
    open: (): void => {
      left = Number.POSITIVE_INFINITY;
    },
    close: (): void => {
      for (const server of servers) server.close();
    },
  };
};
