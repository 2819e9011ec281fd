import { writeFileSync } from 'node:fs';
import { messagesFolder, readLanguage } from './folder.ts';
import { valuesFile, valuesSource } from './values.ts';

writeFileSync(valuesFile, valuesSource(readLanguage(messagesFolder, 'en')));
