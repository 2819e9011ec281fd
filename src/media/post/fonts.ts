import { createRequire } from 'node:module';
import sharp from 'sharp';

const { resolve } = createRequire(import.meta.url);

/** Latin, Greek and Cyrillic, Japanese, emoji. Other scripts use what the machine has. */
const files = [
  '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  '@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf',
];

export const family = 'Noto Sans, BIZ UDPGothic, Noto Emoji, Sans Bold';

let loaded: Promise<unknown> | undefined;

/** Makes the fonts known. A font stays known to the process once something was drawn with it. */
export const loadFonts = (): Promise<unknown> => {
  loaded ??= Promise.all(
    files.map((file) => sharp({ text: { text: 'a', fontfile: resolve(file) } }).toBuffer()),
  );
  return loaded;
};
