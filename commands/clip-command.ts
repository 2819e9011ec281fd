import type { Clip } from '../src/core/clip.ts';
import { type Command, command, type Options, type Request, type Values } from '../src/core/command.ts';
import type { Permission } from '../src/core/permission.ts';
import type { Reply } from '../src/core/reply.ts';
import { requireRemade } from '../src/core/variants.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import type { Services } from '../src/jobs/services.ts';

type About<O extends Options> = O & { readonly id: { readonly type: 'id'; readonly required: true } };

/**
 * Declares a command about the clip named by its `id`. It runs only for people with the permission in `needs`. Throws
 * `Failure` `not_found`, `not_allowed` or `taken_down`.
 */
export const clipCommand = <const O extends Options>({
  options,
  run,
  ...declaration
}: Omit<Command<Services, O>, 'run'> & {
  readonly needs: Permission;
  run(services: Services, request: Request, clip: Clip, values: Values<O>): Promise<Reply>;
}): Command<Services, About<O>> =>
  command<Services, About<O>>({
    ...declaration,
    options: { id: { type: 'id', required: true }, ...options } as About<O>,
    run: async (services, request, values) => {
      const clip = await clipFor(
        services,
        request.actor,
        declaration.needs,
        (values as { readonly id: string }).id,
      );
      requireRemade(declaration.name, clip);
      return run(services, request, clip, values as Values<O>);
    },
  });
