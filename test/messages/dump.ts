import { writeFileSync } from 'node:fs';
import { examplesOf } from './examples.ts';
import { messagesFor } from './opened.ts';

const [language = 'en', file = '/dev/stdout'] = process.argv.slice(2);
const lines = examplesOf(messagesFor(language)).map(([key, text]) => `${key.padEnd(40)} ${text}`);
writeFileSync(file, `${lines.join('\n')}\n`);
