import { mayMove, watchLoops } from './loops.js';

// Visible clips play muted, unless the visitor prefers reduced motion, saves data, or turned previews off.
const button = document.querySelector<HTMLButtonElement>('#loops');
const key = 'previews';
let playing = localStorage.getItem(key) !== 'off' && mayMove();
const frames = [...document.querySelectorAll<HTMLElement>('[data-loops] .frame[data-loop]')];
const showAll = watchLoops(frames, () => playing, 0.6);

const name = (): void => {
  if (button === null || frames.length === 0) return;
  button.hidden = false;
  button.textContent = (playing ? button.dataset['stop'] : button.dataset['play']) ?? '';
};

const turn = (on: boolean): void => {
  playing = on;
  name();
  showAll();
};

name();
button?.addEventListener('click', () => {
  localStorage.setItem(key, playing ? 'off' : 'on');
  turn(!playing);
});
matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', () => turn(mayMove()));
