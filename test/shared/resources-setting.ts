/** Where test files ask for what all of them share: it is passed on to every process of the run. */
export const resourcesSetting = 'PHOTOPLAY_RESOURCES';
