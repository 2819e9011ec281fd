import type { Warning } from '../../core/engine.ts';
import type { Language } from '../language.ts';

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `${what} ${asked} geht hier nicht; genommen wurde ${used}.`;

export const visibilities: Language['visibilities'] = {
  private: 'privat: nur du siehst ihn',
  community: 'für diese Community sichtbar',
  public: 'öffentlich',
};

export const warnings: Language['warnings'] = {
  ratio: replaced('Seitenverhältnis'),
  seconds: replaced('Länge'),
  resolution: replaced('Auflösung'),
  camera: replaced('Kamerafahrt'),
  seed: () => 'Dieses Modell kennt keinen wiederholbaren Seed.',
  engine: ({ asked, used }) => `${asked} war nicht zu haben; stattdessen hat ${used} gefilmt.`,
  prompt: () => 'Dieses Modell nimmt keinen Prompt an.',
  join: () => 'Der Clip davor wurde inzwischen gelöscht, deshalb ist das hier nur der neue Teil.',
  depth: () => 'Das Tiefenmodell ließ sich nicht nutzen; die Tiefe ist geschätzt.',
  motion: ({ used }) => `Das Bild bewegt sich um ${used} seiner Breite; über 15 % kann es gedehnt wirken.`,
};

export const advice: Language['advice'] = {
  small: 'Das Foto ist klein, der Clip wirkt vielleicht weich.',
  blurred: 'Das Foto ist unscharf; ein schärferes sieht in Bewegung besser aus.',
  flat_contrast: 'Das Foto hat wenig Kontrast; Tiefe ist darin schwer zu erkennen.',
  hard_contrast: 'Das Foto hat sehr viel Kontrast.',
  clipped: 'Große Teile sind ganz schwarz oder weiß, da kann sich nichts bewegen.',
  cluttered: 'Auf dem Foto ist viel los; ein ruhiger Hintergrund bewegt sich sauberer.',
  noisy: 'Das Foto rauscht; sanftes Entrauschen hilft.',
  narrow: 'Das Foto ist sehr schmal; an den Seiten wird vielleicht etwas abgeschnitten.',
};
