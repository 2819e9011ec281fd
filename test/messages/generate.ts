import { writeFileSync } from 'node:fs';
import { messagesFolder, readLanguage } from './folder.ts';
import { valuesSources } from './values.ts';

for (const [file, source] of Object.entries(valuesSources(readLanguage(messagesFolder, 'en'))))
  writeFileSync(file, source);
