import { languagesIn, messagesFolder } from './folder.ts';
import { problemsIn } from './problems.ts';
import { markTranslated, workIn } from './translated.ts';

const [task = '', language = '', ...prefixes] = process.argv.slice(2);
const others = languagesIn(messagesFolder).filter((name) => name !== 'en');

if (task === '--translated') {
  markTranslated(language, prefixes);
} else {
  const problems = problemsIn(messagesFolder);
  for (const { file, key, problem } of problems) console.log(`${file}: ${key}: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else if (task === '--list') console.log(JSON.stringify(workIn(language), null, 2));
  else
    console.table(
      Object.fromEntries(
        others.map((name) => {
          const { missing, stale, obsolete } = workIn(name);
          return [name, { missing: missing.length, stale: stale.length, obsolete: obsolete.length }];
        }),
      ),
    );
}
