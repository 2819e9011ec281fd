import { grammar } from '../grammar.ts';
import type { Language } from '../language.ts';

const { counted } = grammar('de');

export const chat: Language['chat'] = {
  start: (days) =>
    'Schick mir ein Foto und wähl, was daraus wird. Oder schreib darunter, was sich bewegen soll: „slow zoom“, „pan left“.\n' +
    'Aus zwei Fotos wird ein Kuss oder eine Umarmung. In einer Gruppe antwortest du mit /animate auf ein Foto.\n' +
    `Clips siehst nur du, bis du sie teilst. Fotos bleiben ${counted(days, { one: 'Tag', other: 'Tage' })} hier, falls du neu würfelst; löschst du einen Clip, geht sein Foto mit.`,
  ask: 'Was soll passieren? Wähl etwas aus, oder schick das Foto noch einmal mit Worten darunter, etwa „slow zoom“.',
  askSeveral: (count) => `Was soll mit diesen ${count} Fotos passieren?`,
  more: 'Mehr',
  back: 'Zurück',
  swap: (left) => `Foto ${left} ist links: tauschen`,
  taking: 'Ich hole das Foto.',
  several: (done, count) => `${done} von ${count} Clips fertig`,
  photoMissing: 'Welches Foto? Schreib das unter ein Foto oder als Antwort auf eins.',
  notPhoto:
    'Animieren lassen sich nur Fotos, keine Sticker, GIFs, Videos oder Sprachnachrichten. Schick ein Foto.',
  choose: (command) => `Was davon? (/${command})`,
  say: (option) => `Antworte mit: ${option}`,
  newMotion: 'Antworte mit der neuen Bewegung; Foto und Seed bleiben.',
  sentPrivately: 'Kam privat zu dir.',
  openFirst: 'Das ist nur für dich. Öffne einmal den Bot, dann kommt es dort an.',
  open: 'Bot öffnen',
  remixInstead: 'Für deinen eigenen Clip antworte mit /remix auf diesen.',
  unsure:
    'Der Clip ist fertig, aber Telegram hat nicht gesagt, ob er angekommen ist. Fehlt er hier, tipp auf „Zeigen“.',
  make: 'Clip machen',
};
