/** The BCP 47 tag of the terminal's language; `en` when none is set. */
export const localeIn = (environment: Readonly<Record<string, string | undefined>>): string => {
  const [wanted = ''] = ['LC_ALL', 'LC_MESSAGES', 'LANG'].flatMap((name) => environment[name] || []);
  const [name = ''] = wanted.split(/[.@]/);
  return ['', 'C', 'POSIX'].includes(name) ? 'en' : name.replace('_', '-');
};
