import type { Warning } from '../../core/engine.ts';
import type { Language } from '../language.ts';

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `Aquí no es posible ${what} ${asked}; en su lugar va ${used}.`;

export const visibilities: Language['visibilities'] = {
  private: 'privado: solo lo ves tú',
  community: 'visible para esta comunidad',
  public: 'público',
};

export const warnings: Language['warnings'] = {
  ratio: replaced('la proporción'),
  seconds: replaced('la duración'),
  resolution: replaced('la resolución'),
  camera: replaced('el movimiento de cámara'),
  seed: () => 'Este modelo no tiene semilla que se pueda repetir.',
  engine: ({ asked, used }) => `${asked} no estaba disponible; lo filmó ${used}.`,
  prompt: () => 'Este modelo no admite texto.',
  join: () => 'El clip anterior se borró mientras tanto, así que esto es solo la parte nueva.',
  depth: () => 'No se pudo usar el modelo de profundidad; la profundidad es estimada.',
  motion: ({ used }) =>
    `La imagen se mueve un ${used} de su ancho; por encima del 15 % puede verse estirada.`,
};

export const advice: Language['advice'] = {
  small: 'La foto es pequeña; el clip puede verse algo borroso.',
  blurred: 'La foto no está nítida; una más nítida luce mejor en movimiento.',
  flat_contrast: 'La foto tiene poco contraste; cuesta ver la profundidad.',
  hard_contrast: 'La foto tiene muchísimo contraste.',
  clipped: 'Hay zonas grandes del todo negras o blancas, sin nada que mover.',
  cluttered: 'La foto está muy cargada; un fondo más tranquilo se mueve mejor.',
  noisy: 'La foto tiene grano; reducir un poco el ruido ayuda.',
  narrow: 'La foto es muy alargada; puede que se recorten los lados.',
};
