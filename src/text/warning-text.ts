import type { Warning } from '../core/engine.ts';
import { quotedWords } from '../core/words/done-words.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName } from './names.ts';

/** Translates seconds as models write them, `4.5 s`. */
const seconds = ({ locale }: Messages, text: string): string =>
  amountsIn(locale).duration(Number.parseFloat(text));

/** The text of a warning, such as a setting the model couldn't honour, or motion beyond what looks natural. */
export const warningText = (messages: Messages, { kind, asked, used }: Warning): string => {
  const { format } = messages;
  switch (kind) {
    case 'seconds':
      return format('notes.warning.seconds', {
        asked: seconds(messages, asked),
        used: seconds(messages, used),
      });
    case 'ratio':
      return asked === 'photo'
        ? format('notes.warning.ratio.photo', { used })
        : format('notes.warning.ratio', { asked, used });
    case 'camera': {
      const move = choiceName(messages, asked);
      return used === 'none'
        ? format('notes.warning.camera.none', { asked: move })
        : format('notes.warning.camera', { asked: move, used: choiceName(messages, used) });
    }
    case 'resolution':
    case 'kept':
    case 'engine':
      return format(`notes.warning.${kind}`, { asked, used });
    case 'bounce':
      return format(used === 'picture' ? 'notes.warning.bounce.picture' : 'notes.warning.bounce');
    case 'face':
      return used === 'none'
        ? format('notes.warning.face.none')
        : format('notes.warning.face', {
            motion: asked,
            reason: messages.find(`inspect.obstacles.${used}`) ?? used,
          });
    case 'join':
      return format(used === 'parts' ? 'notes.warning.join.parts' : 'notes.warning.join');
    case 'words': {
      const wishes = quotedWords(asked).map((words) => format('card.prompt', { words }));
      return format('notes.warning.words', { asked: amountsIn(messages.locale).list(wishes) });
    }
    case 'references':
      if (asked === 'all') return format('notes.warning.references.all');
      return asked === '0'
        ? format('notes.warning.references')
        : format('notes.warning.references.some', { count: Number(asked) });
    case 'motion':
      return format('notes.warning.motion', { used });
    default:
      return format(`notes.warning.${kind}`);
  }
};
