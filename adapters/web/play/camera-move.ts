import { html } from 'ghtml';
import { cameraLimits, cameraNumbers, isCameraPath } from '../../../src/core/camera-path.ts';
import type { Camera, CameraPath } from '../../../src/core/order.ts';
import type { Messages } from '../../../src/text/messages.ts';

/** The camera path that the sliders start with: the one that was chosen, or a gentle one. */
export const ownMove = (chosen = ''): CameraPath =>
  isCameraPath(chosen as Camera | CameraPath) ? (chosen as CameraPath) : ('x=0.1,zoom=1.1' as CameraPath);

const parts = ['x', 'y', 'zoom', 'roll'] as const;

/** Sliders for a camera path of one's own. Shown by scripts while it is chosen. */
export const moveSliders = ({ format }: Messages, name: string, path: CameraPath): string => {
  const numbers = cameraNumbers(path);
  const slider = (part: (typeof parts)[number]): string => {
    const { minimum, maximum } = cameraLimits[part];
    return html`<label class="small">${format(`web.camera.${part}`)} <input type="range" data-part="${part}" min="${minimum}" max="${maximum}" step="${part === 'roll' ? '1' : '0.01'}" value="${numbers[part]}"></label>`;
  };
  return html`<div class="move" data-move="${name}" data-path="${path}" hidden>!${parts.map(slider)}</div>`;
};
