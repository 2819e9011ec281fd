import type { Warning } from '../core/engine.ts';
import type { Messages } from './messages.ts';

/** A setting the model could not honour, or motion beyond what looks natural. */
export const warningText = ({ format }: Messages, { kind, asked, used }: Warning): string => {
  switch (kind) {
    case 'ratio':
    case 'seconds':
    case 'resolution':
    case 'camera':
    case 'engine':
      return format(`notes.warning.${kind}`, { asked, used });
    case 'motion':
      return format('notes.warning.motion', { used });
    default:
      return format(`notes.warning.${kind}`);
  }
};
