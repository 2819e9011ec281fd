import { mayMove, watchLoops } from './loops.js';

// Clips in sight play without sound, where people like movement and have not stopped it.
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
