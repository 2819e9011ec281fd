/** The BCP 47 tag of the language that a terminal is set to; `en` where it is set to none. */
export const localeIn = (environment: Readonly<Record<string, string | undefined>>): string => {
  const [wanted = ''] = ['LC_ALL', 'LC_MESSAGES', 'LANG'].flatMap((name) => environment[name] || []);
  const [name = ''] = wanted.split(/[.@]/);
  return ['', 'C', 'POSIX'].includes(name) ? 'en' : name.replace('_', '-');
};
